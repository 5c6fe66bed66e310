using System.Collections.Concurrent;
using Local.Iam;

namespace Local.Lambda;

/// <summary>The resource policies of functions: which service may invoke which function, and on behalf of what.</summary>
public sealed class FunctionPermissions
{
    private readonly ConcurrentBag<(FunctionName Function, string Principal, string? SourceArn)> statements = [];

    /// <summary>Whether a service may invoke a function for the resource that causes it.</summary>
    /// <param name="function">A version or an alias needs a permission of its own.</param>
    /// <param name="principal">The service principal, for instance <c>apigateway.amazonaws.com</c>.</param>
    /// <param name="sourceArn">The ARN of the causing resource, for instance of one API method.</param>
    public bool Allows(string function, string principal, string sourceArn) => statements.Any(statement =>
        statement.Function == FunctionName.Parse(function) && statement.Principal == principal
        && (statement.SourceArn is null || PolicyStatement.MatchesArn(statement.SourceArn, sourceArn)));

    internal void Add(string function, string principal, string? sourceArn) =>
        statements.Add((FunctionName.Parse(function), principal, sourceArn));
}
