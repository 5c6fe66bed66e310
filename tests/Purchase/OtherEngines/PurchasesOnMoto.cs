using Purchase.Tests.Ops;

namespace Purchase.Tests.OtherEngines;

// The promises that hold on every engine, once more where nobody of this repository has written the engine.

[Collection(nameof(OpenMotoShop))]
public class CompletedPurchaseOnMotoTests(MotoShop shop) : CompletedPurchaseTests(shop.OrSkip());

[Collection(nameof(OpenMotoShop))]
public class DeclinedPurchaseOnMotoTests(MotoShop shop) : DeclinedPurchaseTests(shop.OrSkip());

[Collection(nameof(OpenMotoShop))]
public class RefundedPurchaseOnMotoTests(MotoShop shop) : RefundedPurchaseTests(shop.OrSkip());

[Collection(nameof(OpenMotoShop))]
public class IdempotencyOnMotoTests(MotoShop shop) : IdempotencyTests(shop.OrSkip());

[Collection(nameof(OpenMotoShop))]
public class FirstLoginOnMotoTests(MotoShop shop) : FirstLoginTests(shop.OrSkip());

[Collection(nameof(OpenMotoShop))]
public class DeliveryOnMotoTests(MotoShop shop) : DeliveryTests(shop.OrSkip());

[Collection(nameof(OpenMotoShop))]
public class DeadLettersOnMotoTests(MotoShop shop) : DeadLetterTests(shop.OrSkip());

[Collection(nameof(OpenMotoShop))]
public class ReconciledPurchaseOnMotoTests(MotoShop shop) : ReconciledPurchases(shop.OrSkip());

[Collection(nameof(OpenMotoShop))]
public class StatusOnMotoTests(MotoShop shop) : StatusTests(shop.OrSkip());

[Collection(nameof(OpenMotoShop))]
public class EmailSignInOnMotoTests(MotoShop shop) : EmailSignInTests(shop.OrSkip());

[Collection(nameof(OpenMotoShop))]
public class MainAppOnMotoTests(MotoShop shop) : MainAppTests(shop.OrSkip());
