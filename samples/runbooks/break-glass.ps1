#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    Takes one value out of an offline copy of a store while the cloud is down. It comes as a SecureString and is written nowhere.
.EXAMPLE
    $password = ./break-glass.ps1 -Store ./offline -Folder /prod/db -Name password
.EXAMPLE
    $login = [pscredential]::new("app", (./break-glass.ps1 -Store ./offline -Folder /prod/db -Name login -Field password))
#>
[CmdletBinding()]
[OutputType([securestring])]
param(
    [Parameter(Mandatory)]
    [string] $Store,

    [Parameter(Mandatory)]
    [string] $Name,

    [string] $Folder,

    [string] $Field,

    [string] $Snapshot = 'latest'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$which = @{ Store = $Store; Snapshot = $Snapshot; Name = $Name }
if ($Folder) {
    $which.Folder = $Folder
}

if ($Field) {
    $which.Field = $Field
}

Get-ScwSnapshotValue @which
