using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CrmSync.Contacts;
using CrmSync.Crm;
using Local.Crm;
using Local.Data;
using Local.Endpoint;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Email;

namespace Local.Tests.Crm;

/// <summary>CrmSync's client and the sandbox, held against each other over HTTP.</summary>
public sealed class HubSpotCrmTests : IAsyncLifetime
{
    private const string Token = "pat-local-test";
    private static readonly ContactProfile Customer = new(BuyerStatus.Customer, ["prod_a", "prod_b"], 3, "usr_1");

    private readonly HttpClient http = HubSpotCrm.CreateHttpClient();
    private readonly EmailAddress email = EmailAddress.Parse("New.User@Example.com");
    private WebApplication? app;

    [Fact]
    public async Task Contact_IsCreated_AndThenUpdated()
    {
        var id = await Crm().UpsertAsync(email, new ContactProfile(BuyerStatus.Buying, [], 0, null), default);
        Assert.Equal(id, await Crm().UpsertAsync(email, Customer, default));

        var contact = Assert.Single(Books.All);
        Assert.Equal((id, 2), (contact.Id, contact.Writes));
        Assert.Equal(
            "email=new.user@example.com saas_products=prod_a;prod_b saas_purchases=3 saas_status=customer saas_user_id=usr_1",
            string.Join(' ', contact.Properties.OrderBy(property => property.Key).Select(property => $"{property.Key}={property.Value}")));
    }

    [Fact]
    public async Task WhatSalesHasWritten_Stays()
    {
        Books.Upsert(email.Value, new Dictionary<string, string> { ["firstname"] = "Ada", ["lifecyclestage"] = "lead" });

        await Crm().UpsertAsync(email, Customer, default);

        Assert.Equal(("Ada", "lead"), (Books.All[0].Properties["firstname"], Books.All[0].Properties["lifecyclestage"]));
    }

    [Theory]
    [InlineData(429, "429 RATE_LIMITS")]
    [InlineData(503, "503 INTERNAL_ERROR")]
    public async Task RefusedCall_SaysWhy_WithoutPersonalData(int status, string reason)
    {
        Service<CrmFaults>().FailNext(1, status);

        var failure = await Assert.ThrowsAsync<CrmException>(() => Crm().UpsertAsync(email, Customer, default));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", failure.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Books.All);
    }

    [Fact]
    public async Task WrongToken_IsRefused_AndNotTold()
    {
        var failure = await Assert.ThrowsAsync<CrmException>(() => Crm("pat-somebody-elses").UpsertAsync(email, Customer, default));

        Assert.Contains("401 INVALID_AUTHENTICATION", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pat-", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoAnswerInTime_IsAFailure()
    {
        using var silent = new HttpClient(new NeverAnswers());
        var crm = new HubSpotCrm(silent, new HubSpotOptions { BaseUrl = Url, AccessToken = Token, Timeout = TimeSpan.FromMilliseconds(50) });

        await Assert.ThrowsAsync<CrmException>(() => crm.UpsertAsync(email, Customer, default));
    }

    [Theory]
    [InlineData("""{"inputs":[{"id":"a@b.example","idProperty":"email","properties":{"shoe_size":"44"}}]}""", "shoe_size")]
    [InlineData("""{"inputs":[{"id":"nobody","idProperty":"email","properties":{}}]}""", "invalid")]
    [InlineData("""{"inputs":[{"id":"a@b.example","idProperty":"phone","properties":{}}]}""", "idProperty")]
    [InlineData("""{"inputs":[]}""", "1 to 100")]
    [InlineData("{", "JSON")]
    public async Task WrongRequest_ChangesNothing_AndIsNamed(string body, string named)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Url}/crm/v3/objects/contacts/batch/upsert")
        {
            Content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json")),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token) },
        };
        using var answer = await http.SendAsync(request);
        var error = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal((HttpStatusCode.BadRequest, "VALIDATION_ERROR"), (answer.StatusCode, error.GetProperty("category").GetString()));
        Assert.Contains(named, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(Books.All);
    }

    [Fact]
    public async Task Contact_IsRead_ByIdAndByAddress()
    {
        var id = await Crm().UpsertAsync(email, Customer, default);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);

        foreach (var path in (string[])[id, "NEW.USER@example.com?idProperty=email"])
        {
            var contact = await http.GetFromJsonAsync<JsonElement>($"{Url}/crm/v3/objects/contacts/{path}");
            Assert.Equal(id, contact.GetProperty("id").GetString());
        }
        using var unknown = await http.GetAsync(new Uri($"{Url}/crm/v3/objects/contacts/999"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(DataFolder.Open(null)).AddCrmSandbox(Token);
        app = builder.Build();
        foreach (var routes in app.Services.GetServices<IPublicRoutes>())
            routes.Map(app);
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await app!.DisposeAsync();
    }

    private Uri Url => new($"{app!.Urls.Single()}/_local/crm");

    private CrmBooks Books => Service<CrmBooks>();

    private HubSpotCrm Crm(string token = Token) => new(http, new HubSpotOptions { BaseUrl = Url, AccessToken = token });

    private T Service<T>() where T : notnull => app!.Services.GetRequiredService<T>();

    private sealed class NeverAnswers : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("unreachable");
        }
    }
}
