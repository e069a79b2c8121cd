using System.Reflection;
using ScwSecretBackup.Scaleway.SecretManager;

namespace ScwSecretBackup.Engine.Tests.Support;

/// <summary>Passes calls on to the real client, unless a test answers one of them or does something before it.</summary>
public class InterceptedSecretManager : DispatchProxy
{
    private ISecretManager? _inner;
    private Action<string>? _before;
    private Func<string, object?[], object?>? _answer;

    /// <summary>Calls <paramref name="before"/> with the name of each method; what it throws is the call's outcome.</summary>
    public static ISecretManager Create(ISecretManager inner, Action<string> before)
    {
        ISecretManager proxy = Create<ISecretManager, InterceptedSecretManager>();
        var interceptor = (InterceptedSecretManager)(object)proxy;
        interceptor._inner = inner;
        interceptor._before = before;
        return proxy;
    }

    /// <summary>Lets <paramref name="answer"/> take the place of calls: it gets the method's name and arguments, and returns the task or null to pass the call on.</summary>
    public static ISecretManager Answering(ISecretManager inner, Func<string, object?[], object?> answer)
    {
        ISecretManager proxy = Create(inner, static _ => { });
        ((InterceptedSecretManager)(object)proxy)._answer = answer;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _before!(targetMethod!.Name);
        return _answer?.Invoke(targetMethod.Name, args!) ?? targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}
