#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    The first backup of a registered source: checks the key, shows the plan, backs up, checks what was written.
.DESCRIPTION
    Make the store and register both once, before this script:

        New-ScwStore -Path /srv/vault -KeyFile /etc/scw-vault.key | Close-ScwStore
        Register-ScwStore -Name vault -Path /srv/vault -KeyFile /etc/scw-vault.key
        Register-ScwSource -Name prod -ProjectId ... -Region fr-par -Profile backup -Environment production -DataClass critical, PII

    Exit codes: 0 complete, 1 partial, 65 the check found damage, 77 the key lacks a permission set.
.EXAMPLE
    ./first-evening.ps1 -Source prod -Store vault
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Source,

    [Parameter(Mandatory)]
    [string] $Store
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$missing = Test-ScwAccess -Source $Source | Where-Object { $_.Needed -and $_.Granted -eq 'No' }
if ($missing) {
    $missing
    exit 77
}

$vault = Open-ScwStore -Path $Store
try {
    Backup-ScwSecret -Source $Source -Store $vault -WhatIf
    $result = Backup-ScwSecret -Source $Source -Store $vault -Label first
    $result
    $result.Skipped

    $damage = Test-ScwSnapshot -Store $vault -Snapshot $result.SnapshotId | Where-Object Severity -EQ Error
    if ($damage) {
        $damage
        exit 65
    }
}
finally {
    Close-ScwStore -Store $vault
}

exit $result.ExitCode
