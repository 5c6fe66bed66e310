using System.Collections.Concurrent;
using System.IO.Enumeration;

namespace Local.Lambda;

/// <summary>The resource policies of functions: which service may invoke which function, and on behalf of what.</summary>
public sealed class FunctionPermissions
{
    private readonly ConcurrentBag<(string Function, string Principal, string? SourceArn)> statements = [];

    /// <summary>Whether a service may invoke a function for the resource that causes it.</summary>
    /// <param name="principal">The service principal, for instance <c>apigateway.amazonaws.com</c>.</param>
    /// <param name="sourceArn">The ARN of the causing resource, for instance of one API method.</param>
    public bool Allows(string function, string principal, string sourceArn) => statements.Any(statement =>
        statement.Function == FunctionName.Parse(function).Name && statement.Principal == principal
        && (statement.SourceArn is null || FileSystemName.MatchesSimpleExpression(statement.SourceArn, sourceArn, ignoreCase: false)));

    internal void Add(string function, string principal, string? sourceArn) =>
        statements.Add((FunctionName.Parse(function).Name, principal, sourceArn));
}
