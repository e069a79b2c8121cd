using System.Collections.Frozen;
using ScalewayEmulator.Http;

namespace ScalewayEmulator.Rules;

/// <summary>The values of an enumeration of the API; the first one is its zero value, which means "not given".</summary>
internal sealed class EnumValues(string zero, params string[] values)
{
    public static readonly EnumValues SecretType = new("unknown_type", "opaque", "certificate", "key_value", "basic_credentials", "database_credentials", "ssh_key");
    public static readonly EnumValues VersionStatus = new("unknown_status", "enabled", "disabled", "deleted", "scheduled_for_deletion");
    public static readonly EnumValues EphemeralAction = new("unknown_action", "delete", "disable");
    public static readonly EnumValues Product = new("unknown_product", "edge_services", "s2s_vpn");
    public static readonly EnumValues Order = new("", "name_asc", "name_desc", "created_at_asc", "created_at_desc", "updated_at_asc", "updated_at_desc");

    private readonly FrozenSet<string> _values = values.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The value itself, or null for the zero value.</summary>
    public string? Check(string argument, string value)
    {
        if (value == zero)
        {
            return null;
        }

        return _values.Contains(value) ? value : throw ApiErrors.InvalidArgument(argument, "value must be one of the defined values", "constraint");
    }
}
