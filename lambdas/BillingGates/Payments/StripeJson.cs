using System.Text.Json.Serialization;

namespace BillingGates.Payments;

// The parts of Stripe's objects that decisions here rest on.

internal sealed record StripeErrorBody(StripeError? Error = null);

internal sealed record StripeError(
    string? Type = null, string? Code = null, string? DeclineCode = null, string? Param = null, PaymentIntent? PaymentIntent = null);

internal sealed record PaymentIntent(
    string Id, string Status, string? LatestCharge = null, StripeError? LastPaymentError = null, Dictionary<string, string>? Metadata = null);

internal sealed record PaymentIntentList(List<PaymentIntent> Data, bool HasMore);

internal sealed record Refund(string Id, string Status);

internal sealed record RefundList(List<Refund> Data, bool HasMore);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StripeErrorBody))]
[JsonSerializable(typeof(PaymentIntent))]
[JsonSerializable(typeof(PaymentIntentList))]
[JsonSerializable(typeof(Refund))]
[JsonSerializable(typeof(RefundList))]
internal sealed partial class StripeJson : JsonSerializerContext;
