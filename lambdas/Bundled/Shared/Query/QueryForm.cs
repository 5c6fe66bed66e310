namespace Bundled.Shared.Query;

/// <summary>The form fields of a Query request, or those of one structure in it. Null members are left out.</summary>
internal readonly struct QueryForm(IDictionary<string, string> fields, string prefix = "")
{
    internal void Text(string name, string? value)
    {
        if (value is not null)
            fields.Add(prefix + name, value);
    }

    internal void Flag(string name, bool? value) => Text(name, value is null ? null : value.Value ? "true" : "false");

    internal void Blob(string name, MemoryStream? value) =>
        Text(name, value is null ? null : Convert.ToBase64String(value.ToArray()));

    internal void Structure<T>(string name, T? value, Action<QueryForm, T> write) where T : class
    {
        if (value is not null)
            write(new QueryForm(fields, $"{prefix}{name}."), value);
    }

    /// <summary>A list: <c>Name.member.1</c>, <c>Name.member.2</c>, …; an empty one is the field <c>Name</c> without a value.</summary>
    internal void List(string name, IReadOnlyCollection<string>? values)
    {
        if (values is null)
            return;
        if (values.Count == 0)
            fields.Add(prefix + name, "");
        var index = 0;
        foreach (var value in values)
            Text($"{name}.member.{++index}", value);
    }

    /// <summary>A list of structures.</summary>
    internal void List<T>(string name, IReadOnlyCollection<T>? values, Action<QueryForm, T> write) where T : class
    {
        if (values is null)
            return;
        if (values.Count == 0)
            fields.Add(prefix + name, "");
        var index = 0;
        foreach (var value in values)
            Structure($"{name}.member.{++index}", value, write);
    }

    /// <summary>A map: <c>Name.entry.1.key</c> and the fields of <c>Name.entry.1.value</c>; an empty one is left out.</summary>
    /// <param name="keyName">The name of the key's field, <c>key</c> or <c>Name</c> depending on the service model.</param>
    internal void Map<T>(string name, IReadOnlyDictionary<string, T>? map, string keyName, string valueName, Action<QueryForm, string, T> write)
    {
        var index = 0;
        foreach (var (key, value) in map ?? new Dictionary<string, T>())
        {
            var entry = new QueryForm(fields, $"{prefix}{name}.entry.{++index}.");
            entry.Text(keyName, key);
            write(entry, valueName, value);
        }
    }
}
