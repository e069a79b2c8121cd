using CsCheck;
using ScwSecretBackup.Kloset.States;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.States;

public sealed class StateOrderTests
{
    [Fact]
    public void Last_root_comes_first_and_its_last_child_follows()
    {
        (Mac, Mac)[] states = [(Id(1), Mac.Nil), (Id(2), Id(1)), (Id(3), Id(1)), (Id(4), Id(99)), (Id(5), Id(2))];

        Assert.Equal([Id(4), Id(1), Id(3), Id(2), Id(5)], StateOrder.Sort(states));
    }

    [Fact]
    public void Own_parent_and_cycles_are_left_out()
    {
        (Mac, Mac)[] states = [(Id(1), Id(1)), (Id(2), Id(3)), (Id(3), Id(2)), (Id(4), Mac.Nil)];

        Assert.Equal([Id(4)], StateOrder.Sort(states));
    }

    [Fact]
    public void Nothing_gives_nothing() => Assert.Empty(StateOrder.Sort([]));

    [Fact]
    public void Parents_come_before_children_and_a_new_child_of_the_last_sorts_last() =>
        Gen.Int[-1, 50].Array[1, 50].Sample(parents =>
        {
            // A parent from the list that comes earlier, so that there are no cycles.
            List<(Mac Id, Mac Parent)> states = [.. parents.Select((parent, i) => (Id(i), parent < 0 || parent >= i ? Mac.Nil : Id(parent)))];
            IReadOnlyList<Mac> order = StateOrder.Sort(states);

            Assert.Equal(states.Select(state => state.Id).Order(), order.Order());
            Dictionary<Mac, int> positions = order.Select((id, position) => (id, position)).ToDictionary(pair => pair.id, pair => pair.position);
            Assert.All(states, state => Assert.True(state.Parent.IsNil || positions[state.Parent] < positions[state.Id]));

            Mac added = Id(1000);
            Assert.Equal(added, StateOrder.Sort([.. states, (added, order[^1])])[^1]);
        });

    [Fact]
    public void Long_chain_needs_no_recursion()
    {
        List<(Mac, Mac)> states = [.. Enumerable.Range(0, 100_000).Select(i => (Id(i), i == 0 ? Mac.Nil : Id(i - 1)))];

        Assert.Equal(states.Count, StateOrder.Sort(states).Count);
    }

    private static Mac Id(int number)
    {
        byte[] bytes = new byte[Mac.Size];
        BitConverter.TryWriteBytes(bytes, number + 1);
        return new Mac(bytes);
    }
}
