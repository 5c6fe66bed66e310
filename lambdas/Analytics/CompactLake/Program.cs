using System.Text.Json.Serialization;
using Analytics.CompactLake;
using Analytics.DuckDb;
using Analytics.Storage;
using Microsoft.Extensions.Logging;
using Platform.Configuration;
using Platform.Functions;
using Platform.Logging;
using Platform.Metrics;

using var logs = JsonLoggerProvider.ForFunction();
var log = logs.CreateLogger<Handler>();
var lake = S3LakeStore.Create(Settings.Required("LAKE_BUCKET"));
var compaction = new DayCompaction(lake, new ChangesMerge(Path.GetTempPath()), TimeProvider.System, log);
var handler = new Handler(lake, compaction, CloudWatchMetrics.ForFunction(), log);

await Function.RunCommandAsync(handler.HandleAsync, CompactJson.Default.CompactRequest, CompactJson.Default.CompactAnswer, log);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CompactRequest))]
[JsonSerializable(typeof(CompactAnswer))]
internal sealed partial class CompactJson : JsonSerializerContext;
