using System.Text.Json;

namespace Local.StepFunctions.Paths;

/// <summary>What an expression may refer to.</summary>
/// <param name="Data">The document behind <c>$</c>.</param>
/// <param name="Context">Builds the context object behind <c>$$</c>; called only when an expression asks for it.</param>
/// <param name="Random">The source of <c>States.UUID</c> and <c>States.MathRandom</c>.</param>
internal sealed record Scope(JsonElement Data, Func<JsonElement> Context, Random Random);
