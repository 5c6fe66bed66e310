using System.Text.Json.Nodes;
using Jint;
using Jint.Native.Json;

namespace Local.CloudFront;

/// <summary>The code of a CloudFront function, run for each request in an engine of its own.</summary>
internal sealed class EdgeFunction
{
    /// <summary>CloudFront allows a millisecond of its own time; here work is counted, so that a busy machine changes nothing.</summary>
    private const int Statements = 50_000;

    private const int Recursion = 100;

    private readonly Prepared<Acornima.Ast.Script> script;

    /// <exception cref="FormatException">It isn't a script, or has no function <c>handler</c>.</exception>
    public EdgeFunction(string name, string code)
    {
        Name = name;
        try
        {
            script = Engine.PrepareScript(code, name, strict: true);
            if (Start().GetValue("handler").IsUndefined())
                throw new FormatException("it has no function named handler");
        }
        catch (Exception exception) when (exception is JintException or Acornima.ParseErrorException)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    public string Name { get; }

    /// <summary>Calls the handler with an event and returns what it returns, a request or a response.</summary>
    /// <exception cref="EdgeFunctionException">It threw, ran too long, or returned neither.</exception>
    public JsonObject Run(JsonObject @event)
    {
        try
        {
            var engine = Start();
            var result = engine.Invoke("handler", new JsonParser(engine).Parse(@event.ToJsonString())).UnwrapIfPromise();
            var json = new JsonSerializer(engine).Serialize(result);
            return json.IsString() && JsonNode.Parse(json.AsString()) is JsonObject answer
                ? answer
                : throw new EdgeFunctionException("It returned no object.");
        }
        catch (JintException exception)
        {
            throw new EdgeFunctionException(exception.Message);
        }
    }

    private Engine Start() => new Engine(options => options
        .Strict()
        .DisableStringCompilation()
        .LimitRecursion(Recursion)
        .MaxStatements(Statements)).Execute(script);
}

/// <summary>A function can't answer a request; the viewer gets an error.</summary>
internal sealed class EdgeFunctionException(string message) : Exception(message);
