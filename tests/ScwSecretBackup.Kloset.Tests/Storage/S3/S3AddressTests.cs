using ScwSecretBackup.Kloset.Storage.S3;
using Xunit;

namespace ScwSecretBackup.Kloset.Tests.Storage.S3;

public sealed class S3AddressTests
{
    [Theory]
    [InlineData("s3://s3.fr-par.scw.cloud/my-bucket", "https://s3.fr-par.scw.cloud/", "my-bucket", "", false)]
    [InlineData("s3://s3.fr-par.scw.cloud/my-bucket/a//b/", "https://s3.fr-par.scw.cloud/", "my-bucket", "a/b/", false)]
    [InlineData("S3://minio.example:9000/my-bucket/a", "https://minio.example:9000/", "my-bucket", "a/", false)]
    [InlineData("s3://127.0.0.1:9000/my-bucket", "http://127.0.0.1:9000/", "my-bucket", "", false)]
    [InlineData("s3://localhost/my-bucket", "http://localhost/", "my-bucket", "", false)]
    [InlineData("s3+http://minio.example/my-bucket", "http://minio.example/", "my-bucket", "", false)]
    [InlineData("s3+https://127.0.0.1:9000/my-bucket", "https://127.0.0.1:9000/", "my-bucket", "", false)]
    [InlineData("s3://my.bucket.s3.fr-par.scw.cloud/a", "https://s3.fr-par.scw.cloud/", "my.bucket", "a/", true)]
    [InlineData("s3://my-bucket.s3.amazonaws.com", "https://s3.amazonaws.com/", "my-bucket", "", true)]
    public void Address_is_read(string text, string endpoint, string bucket, string prefix, bool bucketInHost)
    {
        S3Address address = S3Address.Parse(text);

        Assert.Equal((endpoint, bucket, prefix, bucketInHost), (address.Endpoint.ToString(), address.Bucket, address.Prefix, address.BucketInHost));
        Assert.Equal(address.Endpoint, S3Address.Parse(address.ToString()).Endpoint);
        Assert.Equal(address.Prefix, S3Address.Parse(address.ToString()).Prefix);
    }

    [Theory]
    [InlineData("s3://my-bucket/a/b", "my-bucket", "a/b/")]
    [InlineData("s3://my-bucket", "my-bucket", "")]
    public void Bucket_alone_takes_the_endpoint_from_elsewhere(string text, string bucket, string prefix)
    {
        S3Address address = S3Address.Parse(text, new Uri("http://minio.example:9000"));

        Assert.Equal(("http://minio.example:9000/", bucket, prefix), (address.Endpoint.ToString(), address.Bucket, address.Prefix));
        Assert.Equal($"s3+http://minio.example:9000/{bucket}/{prefix}".TrimEnd('/'), address.ToString());
    }

    [Theory]
    [InlineData("s3://")]
    [InlineData("s3:///bucket")]
    [InlineData("s3://my-bucket/a")]
    [InlineData("s3://s3.fr-par.scw.cloud")]
    [InlineData("s3://s3.fr-par.scw.cloud/")]
    [InlineData("s3://s3.fr-par.scw.cloud/a?b/c")]
    [InlineData("s3://s3.fr-par.scw.cloud?x=1/my-bucket")]
    [InlineData("s3://key:secret@s3.fr-par.scw.cloud/my-bucket")]
    [InlineData("https://s3.fr-par.scw.cloud/my-bucket")]
    public void Other_text_is_refused_with_the_right_form(string text)
    {
        FormatException exception = Assert.Throws<FormatException>(() => S3Address.Parse(text));

        Assert.Contains("s3://endpoint/bucket/prefix", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3.fr-par.scw.cloud", "fr-par")]
    [InlineData("s3.eu-west-3.amazonaws.com", "eu-west-3")]
    [InlineData("s3.dualstack.eu-west-3.amazonaws.com", "eu-west-3")]
    [InlineData("s3.amazonaws.com", null)]
    [InlineData("minio.example", null)]
    public void Region_is_read_from_the_host(string host, string? region) => Assert.Equal(region, S3Region.FromHost(host));

    [Fact]
    public void Credentials_do_not_show_the_secret_key() => Assert.Equal("key", new S3Credentials("key", "secret").ToString());
}
