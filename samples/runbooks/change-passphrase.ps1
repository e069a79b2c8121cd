#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    Changes the passphrase of a store the only way there is: a new store, everything copied and re-encrypted, checked, and then registered in its place.
.DESCRIPTION
    The old store stays as it is: delete it when the new one has proven itself. Who knew the old passphrase can still read every copy of the old
    store, so rotate the secrets too when that is why you change it. Exit codes: 0 done, 65 the check of the new store found damage.
.EXAMPLE
    ./change-passphrase.ps1 -Name vault -NewPath /srv/vault-2027 -NewKeyFile /etc/scw-vault-2027.key
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $Name,

    [Parameter(Mandatory)]
    [string] $NewPath,

    [Parameter(Mandatory)]
    [string] $NewKeyFile
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

if (-not $PSCmdlet.ShouldProcess($NewPath, "Copy the store '$Name' under a new passphrase")) {
    exit 0
}

$place = @{ Path = $NewPath; KeyFile = $NewKeyFile }
$new = try {
    New-ScwStore @place
}
catch {
    # A run that was interrupted goes on; Test-Path would not know whether there is a store at an s3:// address.
    if ($_.FullyQualifiedErrorId -notlike 'StoreExists,*') {
        throw
    }

    Open-ScwStore @place
}

try {
    Sync-ScwStore -Store $Name -TargetStore $new
    $damage = Test-ScwStore -Store $new | Where-Object Severity -EQ Error
}
finally {
    Close-ScwStore -Store $new
}

if ($damage) {
    $damage
    exit 65
}

Register-ScwStore -Name $Name -Path $NewPath -KeyFile $NewKeyFile -Force
exit 0
