namespace ScwSecretBackup.Kloset.States;

/// <summary>The order in which states are merged (FORMAT §8.6).</summary>
internal static class StateOrder
{
    /// <summary>
    /// Parents before children, otherwise as plakar orders them. States in a cycle of parents are left out, as plakar leaves them out,
    /// so the result can be shorter.
    /// </summary>
    /// <param name="states">Ids with their parents, each id once, in the order of the listing.</param>
    public static IReadOnlyList<Mac> Sort(IReadOnlyList<(Mac Id, Mac Parent)> states)
    {
        HashSet<Mac> known = [.. states.Select(state => state.Id)];
        ILookup<Mac, Mac> children = states.ToLookup(state => state.Parent, state => state.Id);
        Stack<Mac> pending = new(states.Where(state => state.Parent.IsNil || !known.Contains(state.Parent)).Select(state => state.Id));
        List<Mac> order = new(states.Count);
        while (pending.TryPop(out Mac state))
        {
            order.Add(state);
            if (state.IsNil)
            {
                continue;
            }

            foreach (Mac child in children[state])
            {
                pending.Push(child);
            }
        }

        return order;
    }
}
