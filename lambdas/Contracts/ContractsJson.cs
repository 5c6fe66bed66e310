using System.Text.Json.Serialization;

namespace Contracts;

/// <summary>Serialization of all contracts, generated at build time so that it works with Native AOT.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PaymentSuccessful))]
[JsonSerializable(typeof(UserCreated))]
[JsonSerializable(typeof(PurchaseCompleted))]
[JsonSerializable(typeof(UserCreationFailed))]
[JsonSerializable(typeof(PaymentRefunded))]
[JsonSerializable(typeof(TakePayment))]
[JsonSerializable(typeof(PaymentAnswer))]
[JsonSerializable(typeof(ShowPurchase))]
[JsonSerializable(typeof(PurchaseAnswer))]
[JsonSerializable(typeof(ReconcilePayments))]
[JsonSerializable(typeof(ReconcileAnswer))]
[JsonSerializable(typeof(OfferLogin))]
[JsonSerializable(typeof(LoginAnswer))]
[JsonSerializable(typeof(RedeemToken))]
[JsonSerializable(typeof(RedeemAnswer))]
[JsonSerializable(typeof(SendLoginLink))]
[JsonSerializable(typeof(NoteLogin))]
[JsonSerializable(typeof(FindUser))]
[JsonSerializable(typeof(UserFound))]
[JsonSerializable(typeof(SagaInput))]
[JsonSerializable(typeof(UserAnswer))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(RefundAnswer))]
public sealed partial class ContractsJson : JsonSerializerContext;
