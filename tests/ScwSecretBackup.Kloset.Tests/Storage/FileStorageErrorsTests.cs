using ScwSecretBackup.Kloset.Storage;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Storage;

public sealed class FileStorageErrorsTests
{
    [Theory]
    [InlineData(28, StorageFailure.NoSpace)]
    [InlineData(unchecked((int)0x80070070), StorageFailure.NoSpace)]
    [InlineData(30, StorageFailure.AccessDenied)]
    [InlineData(5, StorageFailure.Other)]
    public void Errors_of_the_disk_are_told_apart(int hresult, StorageFailure failure)
    {
        KlosetStorageException exception = FileStorageErrors.Translate(new IOException("raw", hresult), "write", "/store/CONFIG");

        Assert.Equal(failure, exception.Failure);
        Assert.Contains("/store/CONFIG", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Denied_access_is_told_apart() =>
        Assert.Equal(StorageFailure.AccessDenied, FileStorageErrors.Translate(new UnauthorizedAccessException(), "read", "/store").Failure);
}
