using Local.Endpoint;

namespace Local.Iam.Actions;

/// <summary>Tells of the calls of one service which actions on which resources they are (AWS Service Authorization Reference).</summary>
internal interface ICallActions
{
    /// <summary>The service name in the credential scope.</summary>
    string SigningName { get; }

    /// <summary>All actions that the caller must be allowed. None when the operation isn't known: then no role may call it.</summary>
    /// <exception cref="System.Text.Json.JsonException">The body isn't what the operation takes.</exception>
    IEnumerable<NeededAction> Of(AwsCall call);
}

/// <summary>An action on a resource, and what conditions may ask about it.</summary>
internal sealed record NeededAction(string Action, string Resource, params KeyValuePair<string, string>[] Context);
