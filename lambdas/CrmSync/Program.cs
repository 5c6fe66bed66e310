using CrmSync;
using CrmSync.Contacts;
using CrmSync.Crm;
using Microsoft.Extensions.Logging;
using Platform.Configuration;
using Platform.Events;
using Platform.Functions;
using Platform.Logging;
using Platform.Secrets;

using var logs = JsonLoggerProvider.ForFunction();
using var http = HubSpotCrm.CreateHttpClient();
var log = logs.CreateLogger<Handler>();
var time = TimeProvider.System;
var token = new Secret(Clients.SecretsManager(), Settings.Required("CRM_TOKEN_SECRET_ID"), time);
var url = new Uri(Settings.Required("CRM_API_URL"));
var contacts = new ContactsTable(Clients.DynamoDb(), Settings.Required("CONTACTS_TABLE"), time);
var handler = new Handler(contacts, CrmAsync, time, log);
var consumer = new EventConsumer(handler.HandleAsync, participant: null, Settings.RequiredNumber("MAX_ATTEMPTS"), log);

await Function.RunConsumerAsync(consumer, log);

async ValueTask<ICrm> CrmAsync(CancellationToken cancellation) =>
    new HubSpotCrm(http, new HubSpotOptions { BaseUrl = url, AccessToken = await token.GetAsync(cancellation) });
