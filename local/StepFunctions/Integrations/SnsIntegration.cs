using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;

namespace Local.StepFunctions.Integrations;

/// <summary>SNS messages, in the Query protocol that SNS speaks. A Message that is no string is sent as its JSON text.</summary>
internal sealed class SnsIntegration(AwsTaskClient client) : ITaskIntegration
{
    private static readonly AwsTaskService Service = new("sns", "SNS", "AmazonSNS", "AmazonSNSException", new HashSet<string>
    {
        "NotFoundException", "InvalidParameterException", "InvalidParameterValueException", "InternalErrorException", "AuthorizationErrorException",
        "EndpointDisabledException", "PlatformApplicationDisabledException", "InvalidSecurityException", "KMSDisabledException",
        "KMSNotFoundException", "KMSAccessDeniedException", "KMSThrottlingException",
    });

    public bool Handles(TaskResource resource) =>
        resource is { IsFunction: false, Service: "sns", Action: "publish", Pattern: "" or TaskResource.CallbackPattern };

    public async Task<JsonElement> CallAsync(TaskCall call, CancellationToken cancellation)
    {
        using var form = new FormUrlEncodedContent(FieldsOf(call.Parameters));
        var response = await client.SendAsync(Service, "/", form, call, cancellation);
        var xml = ParseXml(response);
        if (!response.IsSuccess)
            throw response.Failure(ErrorCode(Value(xml, "Code")), Value(xml, "Message") ?? Encoding.UTF8.GetString(response.Body));
        return Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("MessageId", Value(xml, "MessageId"));
            if (Value(xml, "SequenceNumber") is { Length: > 0 } sequenceNumber)
                writer.WriteString("SequenceNumber", sequenceNumber);
            response.WriteMetadata(writer);
            writer.WriteEndObject();
        });
    }

    internal static IReadOnlyList<KeyValuePair<string, string>> FieldsOf(JsonElement parameters)
    {
        List<KeyValuePair<string, string>> fields = [new("Action", "Publish"), new("Version", "2010-03-31")];
        foreach (var parameter in parameters.EnumerateObject())
        {
            switch (parameter.Name)
            {
                case "Message" when parameter.Value.ValueKind != JsonValueKind.String:
                    fields.Add(new("Message", parameter.Value.GetRawText()));
                    break;
                case "MessageAttributes":
                    AddAttributes(fields, parameter.Value);
                    break;
                case "TopicArn" or "TargetArn" or "PhoneNumber" or "Message" or "Subject" or "MessageStructure"
                    or "MessageGroupId" or "MessageDeduplicationId":
                    fields.Add(new(parameter.Name, Text(parameter)));
                    break;
                default:
                    throw Unusable($"The field \"{parameter.Name}\" is not supported by Step Functions");
            }
        }
        return fields;
    }

    private static void AddAttributes(List<KeyValuePair<string, string>> fields, JsonElement attributes)
    {
        var number = 0;
        foreach (var attribute in attributes.EnumerateObject())
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"MessageAttributes.entry.{++number}");
            fields.Add(new($"{prefix}.Name", attribute.Name));
            foreach (var part in attribute.Value.EnumerateObject())
                fields.Add(new($"{prefix}.Value.{part.Name}", Text(part)));
        }
    }

    private static string Text(JsonProperty property) => property.Value.ValueKind == JsonValueKind.String
        ? property.Value.GetString()!
        : throw Unusable($"The value for the field '{property.Name}' must be a STRING");

    private static TaskFailedException Unusable(string reason) =>
        new(ErrorNames.Runtime, $"The Parameters could not be used to start the Task: [{reason}]");

    // The endpoint refuses what the role's policies don't allow with the common code; SNS has one of its own.
    private static string ErrorCode(string? code) => code switch
    {
        "AccessDenied" => "AuthorizationError",
        "ParameterValueInvalid" => "InvalidParameterValue",
        null => "UnknownError",
        _ => code,
    };

    private static XElement? ParseXml(AwsTaskResponse response)
    {
        try
        {
            return XElement.Parse(Encoding.UTF8.GetString(response.Body));
        }
        catch (System.Xml.XmlException) when (!response.IsSuccess)
        {
            return null; // an error page; its text becomes the cause
        }
    }

    private static string? Value(XElement? xml, string name) => xml?.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
}
