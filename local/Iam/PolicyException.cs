namespace Local.Iam;

/// <summary>A policy holds something that the local cloud can't evaluate, and would have to guess. The message names it.</summary>
public sealed class PolicyException(string message) : Exception(message);
