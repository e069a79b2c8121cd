using ScwSecretBackup.Kloset.Storage;
using ScwSecretBackup.Kloset.Tests.Repository;

namespace ScwSecretBackup.Kloset.Tests.Checking;

/// <summary>One way to damage one file of a store.</summary>
/// <param name="File">The file.</param>
/// <param name="Kind">What happens to it.</param>
/// <param name="Position">Where.</param>
internal sealed record Mutation(StorageKey File, MutationKind Kind, int Position)
{
    /// <summary>Every kind at every <paramref name="step"/>th byte of a file, and the file gone.</summary>
    public static IEnumerable<Mutation> Of(StorageKey file, int length, int step)
    {
        for (int position = 0; position < length; position += step)
        {
            yield return new Mutation(file, MutationKind.Flip, position);
            yield return new Mutation(file, MutationKind.Truncate, position);
            yield return new Mutation(file, MutationKind.DeleteByte, position);
        }

        yield return new Mutation(file, MutationKind.DeleteFile, 0);
    }

    /// <summary>A copy of a store with the damage; the other files are shared.</summary>
    public MemoryStorage ApplyTo(MemoryStorage pristine)
    {
        MemoryStorage damaged = new(pristine.Files);
        Apply(pristine.Files[File], damaged);
        return damaged;
    }

    /// <summary>Damages a storage, given what the file holds when it is intact.</summary>
    public void Apply(byte[] intact, MemoryStorage storage)
    {
        if (Kind == MutationKind.DeleteFile)
        {
            storage.Files.Remove(File);
            return;
        }

        byte[] content = Kind switch
        {
            MutationKind.Truncate => intact[..Position],
            MutationKind.DeleteByte => [.. intact[..Position], .. intact[(Position + 1)..]],
            _ => [.. intact],
        };
        if (Kind == MutationKind.Flip)
        {
            content[Position] ^= 1;
        }

        storage.Files[File] = content;
    }
}
