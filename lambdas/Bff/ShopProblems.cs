using Platform.Problems;

namespace Bff;

/// <summary>What can go wrong at the till.</summary>
public static class ShopProblems
{
    extension(Problem)
    {
        public static Problem UnknownProduct(string productId) =>
            Problem.Of("unknown-product", "The shop does not sell this product.", 400, $"See /products for what there is. Asked for: {productId}");

        public static Problem InvalidPaymentMethod() =>
            Problem.Of("invalid-payment-method", "The payment provider does not accept this payment method.", 400, "Nothing was charged.");

        public static Problem Unauthorized() => Problem.Of(
            "unauthorized", "The status token is missing.", 401, "Send the purchase's statusToken as: Authorization: Bearer <statusToken>");

        public static Problem Declined(string declineCode) =>
            Problem.Of("card-declined", "The card was declined.", 402, "Nothing was charged. Try another card with a new Idempotency-Key.", declineCode);

        public static Problem UnknownPurchase() => Problem.Of("unknown-purchase", "There is no such purchase for this token.", 404);

        public static Problem InFlight() =>
            Problem.Of("in-flight", "The same request is being handled.", 409, "Repeat it after the time that Retry-After gives.");

        public static Problem TooLarge(int limit) =>
            Problem.Of("too-large", "The request body is too large.", 413, $"At most {limit} bytes are accepted.");

        public static Problem KeyReused() => Problem.Of(
            "idempotency-key-reused", "The Idempotency-Key was used for another request.", 422, "Use a new key for a new checkout.");

        public static Problem Unavailable() => Problem.Of(
            "unavailable", "The shop can't answer right now.", 503, "Repeat the request with the same Idempotency-Key; it is charged once at most.");
    }
}
