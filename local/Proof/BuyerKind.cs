namespace Local.Proof;

/// <summary>The kinds of buyers that a run sends to the shop.</summary>
internal enum BuyerKind
{
    /// <summary>Nobody the shop knows.</summary>
    New,

    /// <summary>Has bought before, with the same address.</summary>
    Returning,

    /// <summary>The bank declines the card.</summary>
    Declined,

    /// <summary>The directory refuses the address: the money has to go back.</summary>
    Blocked,

    /// <summary>As <see cref="Blocked"/>, and the provider takes its time with the refund.</summary>
    SlowRefund,

    /// <summary>Sends everything twice, one after the other.</summary>
    Repeating,

    /// <summary>Sends everything twice at the same moment.</summary>
    Twins,

    /// <summary>Buys twice at the same moment, with two keys and one address.</summary>
    SameAddress,

    /// <summary>Sends the checkout once and is gone, whatever the answer.</summary>
    WalksAway,

    /// <summary>Buys, and asks later for a login link by e-mail.</summary>
    SignsInByEmail,

    /// <summary>Lets the link expire, is given a fresh one, looks at the product, and signs out.</summary>
    ComesLate,
}
