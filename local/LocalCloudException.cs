namespace Local;

/// <summary>The local cloud can't start or go on. The message is for the user and says what to do.</summary>
public sealed class LocalCloudException(string message) : Exception(message);
