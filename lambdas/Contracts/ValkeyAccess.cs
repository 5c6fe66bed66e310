namespace Contracts;

/// <summary>
/// What the user of the token cache in Valkey may do. The infrastructure creates the user with it, and the tests run with it.
/// </summary>
public static class ValkeyAccess
{
    /// <summary>
    /// In the words of Redis' ACL rules, which are ElastiCache's as well: the keys of logins, the commands of AuthService's LoginKeys and
    /// LoginChange, and what the client library asks at its start. Nothing can list the keys or empty the cache.
    /// </summary>
    public const string AccessString =
        "on ~login:* -@all +get +mget +set +setex +psetex +unlink +getdel +exists +watch +unwatch +multi +exec +discard "
        + "+ping +echo +select +client|id +client|setname +info +cluster|nodes +cluster|slots";
}
