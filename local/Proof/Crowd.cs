using System.Globalization;

namespace Local.Proof;

/// <summary>Makes up buyers: the same ones for the same seed.</summary>
internal sealed class Crowd(Random random, string name)
{
    private static readonly (BuyerKind Kind, int Weight)[] Mixture =
    [
        (BuyerKind.New, 40), (BuyerKind.Returning, 10), (BuyerKind.Declined, 9), (BuyerKind.Blocked, 14), (BuyerKind.SlowRefund, 4),
        (BuyerKind.Repeating, 7), (BuyerKind.Twins, 6), (BuyerKind.SameAddress, 6), (BuyerKind.WalksAway, 4), (BuyerKind.SignsInByEmail, 3),
    ];

    /// <summary>The kinds that a crowd is made of. Who comes late stays away: it would hold up the clock for all.</summary>
    public static IEnumerable<BuyerKind> Kinds => Mixture.Select(part => part.Kind);

    private readonly List<Buyer> known = [];
    private int count;

    /// <summary>Buyers for about so many purchases.</summary>
    public IReadOnlyList<Buyer> Gather(int purchases)
    {
        var all = new List<Buyer>();
        while (all.Count < purchases)
            all.AddRange(Next(Draw()));
        return all;
    }

    /// <summary>The buyer or buyers of one kind who come next.</summary>
    public IReadOnlyList<Buyer> Next(BuyerKind kind)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{name}-{++count}");
        var email = kind switch
        {
            BuyerKind.Blocked or BuyerKind.SlowRefund => $"buyer-{id}@blocked.example",
            BuyerKind.Returning when known.Count > 0 => known[random.Next(known.Count)].Email,
            _ => $"buyer-{id}@example.com",
        };
        var card = kind switch
        {
            BuyerKind.Declined => "pm_card_chargeDeclined",
            BuyerKind.SlowRefund => "pm_card_pendingRefund",
            _ => "pm_card_visa",
        };
        var buyer = new Buyer(kind, email, card, $"proof-{id}");
        if (kind == BuyerKind.New)
            known.Add(buyer);
        return kind == BuyerKind.SameAddress ? [buyer, buyer with { Key = $"{buyer.Key}-again" }] : [buyer];
    }

    private BuyerKind Draw()
    {
        var ticket = random.Next(Mixture.Sum(part => part.Weight));
        foreach (var (kind, weight) in Mixture)
        {
            if ((ticket -= weight) < 0)
                return kind;
        }
        throw new InvalidOperationException("Every ticket belongs to a kind.");
    }
}
