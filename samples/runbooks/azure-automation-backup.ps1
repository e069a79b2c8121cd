#Requires -Version 7.4
<#
.SYNOPSIS
    Backs up one project from an Azure Automation runbook (PowerShell 7.4 runtime environment with this module in it).
.DESCRIPTION
    Automation keeps the API key and the passphrase as credential assets; the store lies on S3-compatible storage, because a sandbox has no disk
    that lasts. A runbook has no exit code: it fails by an error.
.PARAMETER ProjectId
    Project to back up.
.PARAMETER Store
    Address of the store, such as s3://s3.fr-par.scw.cloud/bucket/vault.
.PARAMETER ApiKeyAsset
    Credential asset with the access key as user name and the secret key as password. It reaches the bucket too.
.PARAMETER StoreKeyAsset
    Credential asset whose password is the passphrase of the store.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ProjectId,

    [string] $Region = 'fr-par',

    [Parameter(Mandatory)]
    [string] $Store,

    [string] $ApiKeyAsset = 'ScwBackupKey',

    [string] $StoreKeyAsset = 'ScwVaultPassphrase'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$apiKey = Get-AutomationPSCredential -Name $ApiKeyAsset
$passphrase = (Get-AutomationPSCredential -Name $StoreKeyAsset).Password

$vault = Open-ScwStore -Path $Store -Passphrase $passphrase -S3Credential $apiKey
try {
    $result = Backup-ScwSecret -Store $vault -ProjectId $ProjectId -Region $Region -Credential $apiKey -Job $PSPrivateMetadata.JobId
}
finally {
    Close-ScwStore -Store $vault
}

$result
$result.Skipped
if ($result.ExitCode -ne 0) {
    throw "The backup of $Region/$ProjectId ended as $($result.Status), exit code $($result.ExitCode)."
}
