#nullable disable
namespace Amazon.Lambda.Core;

/// <summary>Data that the AWS Mobile SDK sends about its client.</summary>
public interface IClientContext
{
    IClientApplication Client { get; }

    /// <summary>Values that the application set.</summary>
    IDictionary<string, string> Custom { get; }

    /// <summary>Values that the SDK set.</summary>
    IDictionary<string, string> Environment { get; }
}

/// <summary>The mobile application that invoked the function.</summary>
public interface IClientApplication
{
    string AppPackageName { get; }

    string AppTitle { get; }

    string AppVersionCode { get; }

    string AppVersionName { get; }

    string InstallationId { get; }
}

/// <summary>The Amazon Cognito identity that invoked the function.</summary>
public interface ICognitoIdentity
{
    string IdentityId { get; }

    string IdentityPoolId { get; }
}
