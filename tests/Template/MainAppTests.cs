using System.Text.Json.Nodes;

namespace Template.Tests;

[Collection(nameof(Synthesis))]
public sealed class MainAppTests(Synthesis synthesis)
{
    private readonly SynthesizedTemplate template = synthesis.Production;

    [Fact]
    public void Routes_AreExactlyTheApplications() => Assert.Equal(
        [
            "GET /", "GET /login", "GET /login/sso", "GET /signed-out", "GET /welcome",
            "POST /login", "POST /login/sso", "POST /logout",
        ],
        Of("Method").Select(template.RouteOf).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryRoute_IsAProxyToTheApplication()
    {
        var app = template.At("MainApp/MainApp/Function");
        Assert.All(Of("Method"), method => Assert.Contains(
            $"{{{app.Id}.Arn}}", SynthesizedTemplate.Flatten(method.Properties["Integration"]!["Uri"]), StringComparison.Ordinal));
    }

    /// <summary>X-Ray keeps whole URLs of an API's stage, and the landing page's has a token in it.</summary>
    [Fact]
    public void Stage_IsThrottled_AndNotTraced()
    {
        var stage = Assert.Single(Of("Stage"));
        var settings = Assert.Single(stage.Properties["MethodSettings"]!.AsArray())!;

        Assert.Equal("app", stage.Text("StageName"));
        Assert.Equal(1000, settings["ThrottlingRateLimit"]!.GetValue<int>());
        Assert.False(settings["DataTraceEnabled"]!.GetValue<bool>());
        Assert.False(stage.Properties["TracingEnabled"]?.GetValue<bool>() ?? false);
    }

    [Fact]
    public void AccessLogs_HoldNoQueryStringsHeadersOrAddresses()
    {
        var stages = template.OfType("AWS::ApiGateway::Stage");
        Assert.Equal(2, stages.Count);
        Assert.All(stages, stage =>
        {
            var line = JsonNode.Parse(stage.Properties["AccessLogSetting"]!["Format"]!.GetValue<string>())!.AsObject();
            Assert.All(line, field => Assert.Contains(field.Value!.GetValue<string>(), new[]
            {
                "$context.requestId", "$context.xrayTraceId", "$context.requestTime",
                "$context.httpMethod", "$context.resourcePath", "$context.path", "$context.status", "$context.responseLength",
                "$context.responseLatency", "$context.integrationLatency", "$context.error.responseType",
            }));
        });
    }

    /// <summary>A stage that writes a log can't be created before the account has a role for it.</summary>
    [Fact]
    public void Stage_WaitsForTheAccountsLoggingRole()
    {
        var account = Assert.Single(template.OfType("AWS::ApiGateway::Account"));
        var stage = Assert.Single(Of("Stage"));

        Assert.Contains(account.Id, SynthesizedTemplate.Listed(stage.Definition["DependsOn"]).Select(id => id.GetValue<string>()));
    }

    [Fact]
    public void WhatTheApiAnswersItself_IsAPageAsSafeAsTheApplications()
    {
        var answers = Of("GatewayResponse");
        Assert.Contains(answers, answer => answer.Text("ResponseType") == "DEFAULT_5XX");
        Assert.All(answers, answer =>
        {
            var headers = answer.Properties["ResponseParameters"]!;
            foreach (var (name, value) in new[]
            {
                ("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"),
                ("Content-Security-Policy", "sandbox"), ("X-Frame-Options", "DENY"), ("X-Content-Type-Options", "nosniff"),
            })
                Assert.Equal($"'{value}'", headers[$"gatewayresponse.header.{name}"]!.GetValue<string>());
            var page = Assert.Single(answer.Properties["ResponseTemplates"]!.AsObject()).Value!.GetValue<string>();
            Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
            Assert.DoesNotContain('$', page); // nothing of the request
        });
    }

    [Fact]
    public void StandIn_IsWhatTheTokensAreFor_AtTheUrlOfItsOwnApi()
    {
        var api = Assert.Single(Of("RestApi"));
        var url = $"https://{{{api.Id}}}.execute-api.{{AWS::Region}}.{{AWS::URLSuffix}}/{Assert.Single(Of("Stage")).Text("StageName")}";

        Assert.Equal([url], UrlsIn(template).Distinct());
    }

    [Fact]
    public void OwnApplication_IsWhatTheTokensAreFor_AndNothingOfTheStandInIsDeployed()
    {
        Assert.Equal(["https://app.shop.test"], UrlsIn(synthesis.OwnApp).Distinct());
        Assert.DoesNotContain(synthesis.OwnApp.All, resource => resource.Path.StartsWith("MainApp", StringComparison.Ordinal));
        Assert.Equal(
            synthesis.OwnApp.At("AuthService/RedeemToken/Function"),
            synthesis.OwnApp.Target(synthesis.OwnApp.Root["Outputs"]!["RedeemTokenFunctionArn"]!["Value"]));
    }

    /// <summary>The application's URL: who is told it, and the output.</summary>
    private static IEnumerable<string> UrlsIn(SynthesizedTemplate template)
    {
        var told = template.OfType("AWS::Lambda::Function")
            .SelectMany(function => function.Properties["Environment"]!["Variables"]!.AsObject())
            .Where(variable => variable.Key is "MAIN_APP_URL" or "TOKEN_AUDIENCE")
            .Select(variable => SynthesizedTemplate.Flatten(variable.Value)).ToList();
        Assert.True(told.Count >= 4, "at least IssueToken, OfferLogin, RedeemToken and SendEmail");
        return told.Append(SynthesizedTemplate.Flatten(template.Root["Outputs"]!["MainAppUrl"]!["Value"]));
    }

    private List<Resource> Of(string type) =>
        [.. template.OfType($"AWS::ApiGateway::{type}").Where(resource => resource.Path.StartsWith("MainApp/", StringComparison.Ordinal))];
}
