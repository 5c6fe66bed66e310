namespace Local.Stripe;

/// <summary>The objects of one kind, in the order of their creation. A change takes the place of what was changed.</summary>
internal sealed class StripeRecords<T> where T : class
{
    private readonly List<T> items = [];
    private readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);

    public IEnumerable<T> NewestFirst => Before(items.Count);

    public T? Find(string id) => positions.TryGetValue(id, out var position) ? items[position] : null;

    /// <summary>What was created before an object, newest first; nothing when the object isn't known.</summary>
    public IEnumerable<T> OlderThan(string id) => Before(positions.GetValueOrDefault(id));

    public T Save(string id, T item)
    {
        if (positions.TryAdd(id, items.Count))
            items.Add(item);
        else
            items[positions[id]] = item;
        return item;
    }

    private IEnumerable<T> Before(int position)
    {
        while (--position >= 0)
            yield return items[position];
    }
}
