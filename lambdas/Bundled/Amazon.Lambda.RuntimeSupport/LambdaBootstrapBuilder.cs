using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Internal;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Makes a <see cref="LambdaBootstrap"/> of a handler. A handler takes the event as a stream, which is valid until it returns, or as an object
/// that the serializer reads; it answers with a stream, with an object that the serializer writes, or with nothing.
/// </summary>
public sealed class LambdaBootstrapBuilder
{
    private readonly InvocationHandler handler;
    private readonly LambdaBootstrapOptions options = new();
    private LambdaBootstrapInitializer? initializer;

    private LambdaBootstrapBuilder(InvocationHandler handler) => this.handler = handler;

    public static LambdaBootstrapBuilder Create(Action<Stream, ILambdaContext, MemoryStream> handler) =>
        new((input, context, output) =>
        {
            handler(input, context, output);
            return Task.CompletedTask;
        });

    public static LambdaBootstrapBuilder Create(Func<Stream, Task> handler) =>
        new((input, _, _) => handler(input));

    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task> handler) =>
        new((input, context, _) => handler(input, context));

    public static LambdaBootstrapBuilder Create(Func<Stream, Task<Stream>> handler) =>
        Create((input, _) => handler(input));

    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task<Stream>> handler) =>
        new(async (input, context, output) =>
        {
            var answer = await handler(input, context).ConfigureAwait(false);
            await using (answer.ConfigureAwait(false))
                await answer.CopyToAsync(output).ConfigureAwait(false);
        });

    public static LambdaBootstrapBuilder Create<TInput>(Action<TInput> handler, ILambdaSerializer serializer) =>
        Create<TInput>((input, _) => handler(input), serializer);

    public static LambdaBootstrapBuilder Create<TInput>(Action<TInput, ILambdaContext> handler, ILambdaSerializer serializer) =>
        new((input, context, _) =>
        {
            handler(serializer.Deserialize<TInput>(input), context);
            return Task.CompletedTask;
        });

    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, Task> handler, ILambdaSerializer serializer) =>
        new((input, _, _) => handler(serializer.Deserialize<TInput>(input)));

    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) =>
        new((input, context, _) => handler(serializer.Deserialize<TInput>(input), context));

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, TOutput> handler, ILambdaSerializer serializer) =>
        Create<TInput, TOutput>((input, _) => handler(input), serializer);

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        new((input, context, output) =>
        {
            serializer.Serialize(handler(serializer.Deserialize<TInput>(input), context), output);
            return Task.CompletedTask;
        });

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Create<TInput, TOutput>((input, _) => handler(input), serializer);

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        new(async (input, context, output) =>
            serializer.Serialize(await handler(serializer.Deserialize<TInput>(input), context).ConfigureAwait(false), output));

    /// <summary>Runs this before the first event; what it throws is reported as the function's failure to start.</summary>
    public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer initializer)
    {
        this.initializer = initializer;
        return this;
    }

    public LambdaBootstrapBuilder ConfigureOptions(Action<LambdaBootstrapOptions> configureOptions)
    {
        configureOptions(options);
        return this;
    }

    /// <exception cref="InvalidOperationException">The environment names no runtime API: this process does not run in Lambda.</exception>
    public LambdaBootstrap Build() => new(handler, initializer, options);
}
