using System.Text.Json;

namespace Local.StepFunctions.Paths;

/// <summary>A Parameters, ItemSelector or ResultSelector: JSON in which fields named <c>….$</c> hold expressions.</summary>
internal abstract record PayloadTemplate
{
    /// <exception cref="ExpressionSyntaxException">A field named <c>….$</c> holds something that is no expression.</exception>
    public static PayloadTemplate Parse(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new ObjectTemplate([.. json.EnumerateObject().Select(ParseField)]),
        JsonValueKind.Array => new ArrayTemplate([.. json.EnumerateArray().Select(Parse)]),
        _ => new LiteralTemplate(json),
    };

    /// <exception cref="EvaluationException">An expression can't be applied to the data.</exception>
    public JsonElement Evaluate(Scope scope) => Json.Build(writer => Write(writer, scope));

    protected abstract void Write(Utf8JsonWriter writer, Scope scope);

    private static TemplateField ParseField(JsonProperty property)
    {
        if (!property.Name.EndsWith(".$", StringComparison.Ordinal))
            return new TemplateField(property.Name, property.Name, Parse(property.Value));
        if (property.Value.ValueKind != JsonValueKind.String)
            throw new ExpressionSyntaxException($"the value of '{property.Name}' must be a string with a JSONPath or an intrinsic function");
        var expression = ValueExpression.Parse(property.Value.GetString()!);
        return new TemplateField(property.Name[..^2], property.Name, new ExpressionTemplate(expression, property.Name));
    }

    private sealed record TemplateField(string Name, string WrittenName, PayloadTemplate Value);

    private sealed record ObjectTemplate(IReadOnlyList<TemplateField> Fields) : PayloadTemplate
    {
        protected override void Write(Utf8JsonWriter writer, Scope scope)
        {
            writer.WriteStartObject();
            foreach (var field in Fields)
            {
                writer.WritePropertyName(field.Name);
                field.Value.Write(writer, scope);
            }
            writer.WriteEndObject();
        }
    }

    private sealed record ArrayTemplate(IReadOnlyList<PayloadTemplate> Items) : PayloadTemplate
    {
        protected override void Write(Utf8JsonWriter writer, Scope scope)
        {
            writer.WriteStartArray();
            foreach (var item in Items)
                item.Write(writer, scope);
            writer.WriteEndArray();
        }
    }

    private sealed record LiteralTemplate(JsonElement Value) : PayloadTemplate
    {
        protected override void Write(Utf8JsonWriter writer, Scope scope) => writer.WriteElement(Value);
    }

    private sealed record ExpressionTemplate(ValueExpression Expression, string Field) : PayloadTemplate
    {
        protected override void Write(Utf8JsonWriter writer, Scope scope) => writer.WriteElement(Expression.Evaluate(scope, Field));
    }
}
