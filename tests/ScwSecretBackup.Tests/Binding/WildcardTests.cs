using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using CsCheck;
using ScwSecretBackup.Tests.Hosting;

namespace ScwSecretBackup.Tests.Binding;

/// <summary>The engine's wildcards against PowerShell's own.</summary>
public sealed class WildcardTests : IDisposable
{
    // Few letters, so that patterns and texts meet often.
    private static readonly Gen<string> Texts = Gen.Char["abAB/-]`*"].Array[0, 8].Select(characters => new string(characters));
    private static readonly Gen<string> Patterns = Gen.Char["abAB/-[]`*?c"].Array[0, 8].Select(characters => new string(characters));

    private static readonly Gen<string> PatternsWithoutSets = Gen.Char["abA/-`*?"].Array[0, 8].Select(characters => new string(characters));

    private readonly PowerShellHost _session = PowerShellHost.WithModule();
    private readonly Type _matcher;

    public WildcardTests() => _matcher = AssemblyLoadContext.All.Single(context => context.Name == BuiltModule.Name)
        .LoadFromAssemblyName(new AssemblyName("ScwSecretBackup.Engine")).GetType("ScwSecretBackup.Engine.Selection.WildcardMatcher", throwOnError: true)!;

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_pattern_matches_what_PowerShell_matches() =>
        Gen.Select(Patterns, Texts).Sample((pattern, text) => !IsUnderstood(pattern) || Ours(pattern, text) == Theirs(pattern, text), iter: 5_000, threads: 1);

    [Fact]
    public void A_pattern_names_one_thing_where_PowerShell_sees_no_wildcard() => PatternsWithoutSets
        .Sample(pattern => IsLiteral(pattern) == !WildcardPattern.ContainsWildcardCharacters(pattern), iter: 5_000, threads: 1);

    [Theory]
    [InlineData("*", "/prod/db")]
    [InlineData("/prod/*", "/prod/db/deep")]
    [InlineData("/PROD/?b", "/prod/db")]
    [InlineData("[p-r]rod", "Prod")]
    [InlineData("a`*b", "A*b")]
    [InlineData("", "")]
    [InlineData("*a*b*c*", "xxaxxbxxcxx")]
    public void Matches(string pattern, string text) => Assert.True(Ours(pattern, text));

    /// <summary>PowerShell builds a regular expression for a set, and a '[' as the end of a range breaks it.</summary>
    private static bool IsUnderstood(string pattern)
    {
        try
        {
            _ = Theirs(pattern, "a");
            return true;
        }
        catch (RegexParseException)
        {
            return false;
        }
    }

    private static bool? Theirs(string pattern, string text)
    {
        try
        {
            return new WildcardPattern(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch(text);
        }
        catch (WildcardPatternException)
        {
            return null;
        }
    }

    private bool? Ours(string pattern, string text) => Create(pattern) is { } matcher ? (bool)_matcher.GetMethod("IsMatch")!.Invoke(matcher, [text])! : null;

    private bool? IsLiteral(string pattern) => Create(pattern) is { } matcher ? (bool)_matcher.GetProperty("IsLiteral")!.GetValue(matcher)! : null;

    private object? Create(string pattern)
    {
        try
        {
            return Activator.CreateInstance(_matcher, pattern);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is ArgumentException)
        {
            return null;
        }
    }
}
