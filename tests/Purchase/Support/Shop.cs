using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Web;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.SQS;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Contracts;
using Local;
using Local.Lambda;
using Microsoft.Extensions.DependencyInjection;

namespace Purchase.Tests.Support;

/// <summary>The whole platform on free ports, and a customer's, an operator's and an auditor's hands on it.</summary>
public class Shop : IAsyncLifetime
{
    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private LocalCloud? cloud;

    public LocalCloud Cloud => cloud ?? throw new InvalidOperationException("The shop is not open.");

    public IAmazonDynamoDB DynamoDb { get; private set; } = null!;

    public IAmazonSQS Sqs { get; private set; } = null!;

    public IAmazonSimpleNotificationService Sns { get; private set; } = null!;

    public IAmazonLambda Lambda { get; private set; } = null!;

    public IAmazonStepFunctions StepFunctions { get; private set; } = null!;

    /// <summary>How this shop differs from an ordinary start.</summary>
    protected virtual LocalCloudOptions Options => new() { PublicPort = 0, AwsPort = 0, Quiet = true, Output = TextWriter.Null };

    public virtual async Task InitializeAsync()
    {
        cloud = await LocalCloud.StartAsync(Options);
        http.BaseAddress = cloud.PublicUrl;
        var developer = new BasicAWSCredentials("test", "test");
        var (address, region) = (cloud.AwsUrl.ToString(), Options.Region);
        DynamoDb = new AmazonDynamoDBClient(developer, new AmazonDynamoDBConfig { ServiceURL = address, AuthenticationRegion = region });
        Sqs = new AmazonSQSClient(developer, new AmazonSQSConfig { ServiceURL = address, AuthenticationRegion = region });
        Sns = new AmazonSimpleNotificationServiceClient(
            developer, new AmazonSimpleNotificationServiceConfig { ServiceURL = address, AuthenticationRegion = region });
        StepFunctions = new AmazonStepFunctionsClient(
            developer, new AmazonStepFunctionsConfig { ServiceURL = address, AuthenticationRegion = region });
        Lambda = new AmazonLambdaClient(developer, new AmazonLambdaConfig { ServiceURL = address, AuthenticationRegion = region });
    }

    public virtual async Task DisposeAsync()
    {
        http.Dispose();
        if (cloud is null)
            return;
        try
        {
            PublishedEvents.RequireCatalog(cloud); // also of the purchases that no test has waited for
        }
        finally
        {
            await cloud.DisposeAsync();
        }
    }

    // As a customer

    public static string NewEmail(string domain = "example.com") => $"buyer-{Guid.NewGuid():n}@{domain}";

    /// <summary>Buys as the storefront does: when the shop has no time, it is asked again with the same key.</summary>
    public async Task<CheckoutAnswer> BuyAsync(
        string? email = null, string product = "prod_premium_tier", string card = "pm_card_visa", string? key = null,
        ProofKey? proofKey = null)
    {
        var checkout = new { productId = product, email = email ?? NewEmail(), paymentMethod = card, codeChallenge = proofKey?.Challenge };
        var body = JsonSerializer.Serialize(checkout, WithoutNulls);
        // Nobody else has a key that is made here: whatever is in flight with it is this buyer's own attempt.
        var repeats = key is null;
        key ??= Guid.NewGuid().ToString();
        return await Wait.ForAsync("an answer to a checkout", async () =>
        {
            var answer = await PostCheckoutAsync(body, key);
            var isOwnAttempt = repeats && answer.Code == HttpStatusCode.Conflict;
            repeats = answer.Code is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout || isOwnAttempt;
            return repeats ? null : answer;
        });
    }

    /// <summary>Posts any body, as a client with mistakes would.</summary>
    public async Task<CheckoutAnswer> PostCheckoutAsync(string body, string? key, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/checkout");
        request.Content = new StringContent(body, Encoding.UTF8);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        var response = await http.SendAsync(request);
        return new CheckoutAnswer(response.StatusCode, response, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string? statusToken = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (statusToken is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", statusToken);
        return await http.SendAsync(request);
    }

    public async Task<JsonElement> GetJsonAsync(string path, string? statusToken = null)
    {
        using var response = await GetAsync(path, statusToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>
    /// Polls the status until it is the expected one. A final status that is another fails at once, and so does an event that the catalog
    /// doesn't know.
    /// </summary>
    public async Task<JsonElement> WaitForAsync(CheckoutAnswer purchase, string status)
    {
        try
        {
            var view = await PollForAsync(purchase, status);
            PublishedEvents.RequireCatalog(Cloud, purchase.PurchaseId);
            return view;
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{await Story.OfAsync(Cloud, purchase.PurchaseId)}", late);
        }
    }

    private async Task<JsonElement> PollForAsync(CheckoutAnswer purchase, string status)
    {
        var view = await Wait.ForAsync($"{status} of {purchase.PurchaseId}", async () =>
        {
            using var response = await GetAsync(purchase.StatusUrl, purchase.StatusToken);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
                return null; // a client waits and asks again
            response.EnsureSuccessStatusCode();
            var now = await response.Content.ReadFromJsonAsync<JsonElement>();
            var waiting = StatusOf(now) is "PAID" or "PAYMENT_PENDING" && StatusOf(now) != status;
            return waiting ? null : new Found(now);
        });
        Assert.Equal(status, StatusOf(view.Json));
        return view.Json;
    }

    /// <summary>Waits for the login link of a purchase and takes the token out of it.</summary>
    public async Task<string> LoginTokenAsync(CheckoutAnswer purchase)
    {
        var login = (await WaitForAsync(purchase, "COMPLETED")).GetProperty("login");
        return HttpUtility.ParseQueryString(new Uri(login.GetProperty("url").GetString()!).Query)["token"]!;
    }

    // As the application

    /// <summary>Redeems as the product does: through Lambda's Invoke.</summary>
    public Task<JsonElement> RedeemAsync(string token, string? codeVerifier) => InvokeAsync("RedeemToken", new { token, codeVerifier });

    // As an auditor

    public async Task<Money> MoneyOfAsync(string purchaseId)
    {
        var ledger = await GetJsonAsync("/_local/ledger");
        JsonElement[] Of(string part) =>
            [.. ledger.GetProperty(part).EnumerateArray().Where(entry => entry.GetProperty("purchaseId").GetString() == purchaseId)];
        return new Money(Of("charges"), Of("refunds"));
    }

    public async Task<IReadOnlyList<JsonElement>> EmailsToAsync(string email) =>
        [.. (await GetJsonAsync("/_local/outbox")).EnumerateArray()
            .Where(sent => sent.GetProperty("to").EnumerateArray().Any(to => to.GetString() == email))];

    /// <summary>Waits until exactly this many e-mails have gone to the address.</summary>
    public Task<IReadOnlyList<JsonElement>> WaitForEmailsAsync(string email, int count) => Wait.ForAsync($"{count} e-mails", async () =>
        await EmailsToAsync(email) is { } emails && emails.Count >= count ? emails : null);

    public async Task<Dictionary<string, AttributeValue>?> ItemAsync(string table, string key, string value)
    {
        var answer = await DynamoDb.GetItemAsync(await TableAsync(table), new() { [key] = new AttributeValue(value) }, consistentRead: true);
        return answer.Item is { Count: > 0 } item ? item : null;
    }

    public Task<Dictionary<string, AttributeValue>> WaitForItemAsync(string table, string key, string value, string attribute, string expected) =>
        Wait.ForAsync($"{attribute} {expected} in {table}", async () =>
            await ItemAsync(table, key, value) is { } item && item[attribute].S == expected ? item : null);

    // As an operator

    public async Task ChangeItemAsync(string table, string key, string value, string attribute, AttributeValue changed) =>
        await DynamoDb.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = await TableAsync(table),
            Key = new() { [key] = new AttributeValue(value) },
            UpdateExpression = "SET #attribute = :changed",
            ExpressionAttributeNames = new() { ["#attribute"] = attribute },
            ExpressionAttributeValues = new() { [":changed"] = changed },
        });

    /// <summary>Starts the execution that begins with the compensation. It has a name of its own: a second start is none.</summary>
    public async Task StartRefundAsync(string purchaseId, string email)
    {
        var input = new SagaInput(
            purchaseId, email, "prod_premium_tier", 99.99m, "USD", null, null, new SagaFailure(SagaFailure.RefundRequested, "A test asked."));
        try
        {
            await StepFunctions.StartExecutionAsync(new()
            {
                StateMachineArn = RefOf("AWS::StepFunctions::StateMachineAlias"),
                Name = SagaInput.RefundExecutionName(purchaseId),
                Input = JsonSerializer.Serialize(input, ContractsJson.Default.SagaInput),
            });
        }
        catch (ExecutionAlreadyExistsException)
        {
            // The first one has ended.
        }
    }

    /// <summary>Resolves one purchase, or all that are open and old enough, as the schedule does.</summary>
    public Task<JsonElement> ReconcileAsync(string? purchaseId = null) => InvokeAsync("ReconcilePayments", new { purchaseId });

    /// <summary>Makes a purchase look as if it had begun earlier.</summary>
    public Task BackdateAsync(string purchaseId, TimeSpan age)
    {
        var began = Cloud.Services.GetRequiredService<TimeProvider>().GetUtcNow() - age;
        return ChangeItemAsync(
            "Purchases", "purchaseId", purchaseId, "createdAt", new AttributeValue(began.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)));
    }

    public Task StopAsync(string function) => Functions.StopFunctionAsync(NameOf(function));

    /// <summary>Does something while a function is down, and brings it back whatever happens.</summary>
    public async Task WhileDownAsync(string function, Func<Task> act)
    {
        await StopAsync(function);
        try
        {
            await act();
        }
        finally
        {
            await StartAsync(function);
        }
    }

    public Task StartAsync(string function) => Functions.StartFunctionAsync(NameOf(function));

    /// <summary>The full name of a function.</summary>
    public string NameOf(string function) =>
        Functions.Functions.Single(known => known.Name.Contains(function, StringComparison.Ordinal)).Name;

    public async Task<string> QueueUrlAsync(string queue) => (await Sqs.GetQueueUrlAsync(queue)).QueueUrl;

    public string TopicArn => RefOf("AWS::SNS::Topic");

    private string RefOf(string type) => Cloud.Deployment.Resources.Single(resource => resource.Definition.Type == type).Deployed.Ref;

    private async Task<JsonElement> InvokeAsync(string function, object command)
    {
        var answer = await Lambda.InvokeAsync(new InvokeRequest
        {
            FunctionName = NameOf(function),
            Payload = JsonSerializer.Serialize(command, WithoutNulls),
        });
        if (!string.IsNullOrEmpty(answer.FunctionError))
        {
            using var reader = new StreamReader(answer.Payload);
            Assert.Fail($"{function}: {answer.FunctionError} {await reader.ReadToEndAsync()}");
        }
        return await JsonSerializer.DeserializeAsync<JsonElement>(answer.Payload);
    }

    private static string? StatusOf(JsonElement view) => view.GetProperty("status").GetString();

    private sealed record Found(JsonElement Json);

    private FunctionInvoker Functions => Cloud.Services.GetRequiredService<FunctionInvoker>();

    private async Task<string> TableAsync(string name) =>
        (await DynamoDb.ListTablesAsync()).TableNames.Single(table => table.Contains(name, StringComparison.OrdinalIgnoreCase));
}
