using Analytics.CaptureChanges;
using Analytics.Lake;
using Analytics.Storage;
using Microsoft.Extensions.Logging;
using Platform.Configuration;
using Platform.Functions;
using Platform.Logging;
using Platform.Secrets;

using var logs = JsonLoggerProvider.ForFunction();
var log = logs.CreateLogger<Handler>();
var tables = LakeSchema.Tables.ToDictionary(table => Settings.Required(table.StreamVariable));
var tokenKey = new Secret(Clients.SecretsManager(), Settings.Required("TOKEN_KEY_SECRET_ID"), TimeProvider.System);
ChangeReader? reader = null;
var handler = new Handler(ReaderAsync, S3LakeStore.Create(Settings.Required("LAKE_BUCKET")), log);

await Function.RunStreamAsync(handler.HandleAsync, log);

// The key is read once in the life of a process: it never changes, or one mailbox would have two tokens.
async ValueTask<ChangeReader> ReaderAsync(CancellationToken cancellation) =>
    reader ??= new ChangeReader(tables, new EmailTokens(await tokenKey.GetBytesAsync(cancellation)));
