#Requires -Version 7.4

# What the tests share: the module as it was built, and an emulated Secret Manager that the environment leads to.

function Import-BuiltModule {
    # SCWSECRETBACKUP_MODULE names another folder, such as one that a package was installed into.
    $folder = $env:SCWSECRETBACKUP_MODULE ? $env:SCWSECRETBACKUP_MODULE : (Join-Path $PSScriptRoot '../../artifacts/ScwSecretBackup')
    Import-Module (Join-Path $folder 'ScwSecretBackup.psd1') -Force -PassThru
}

function ConvertTo-Passphrase {
    [OutputType([securestring])]
    param([Parameter(Mandatory)] [string] $Text)

    [System.Net.NetworkCredential]::new('', $Text).SecurePassword
}

function Open-Playground {
    # Not in $TestDrive: Pester empties that after every block.
    $folder = (New-Item -ItemType Directory (Join-Path ([System.IO.Path]::GetTempPath()) "scw-pester-$(New-Guid)")).FullName
    $program = Get-ChildItem (Join-Path $PSScriptRoot '../EmulatorHost/bin/*/net*/EmulatorHost.dll') | Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $program) {
        throw 'The emulator is not built: run dotnet build first.'
    }

    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.ArgumentList.Add($program.FullName)
    $process = [System.Diagnostics.Process]::Start($start)
    $place = $process.StandardOutput.ReadLine() | ConvertFrom-Json
    $settings = @{
        SCW_API_URL            = $place.ApiUrl
        SCW_ACCESS_KEY         = $place.AccessKey
        SCW_SECRET_KEY         = $place.SecretKey
        SCW_DEFAULT_PROJECT_ID = $place.ProjectId
        SCW_DEFAULT_REGION     = $place.Region
        SCW_CONFIG_PATH        = Join-Path $folder 'no-such-config.yaml'
        SCW_PROFILE            = $null
        SCWSECRETBACKUP_CONFIG = Join-Path $folder 'apps.json'
        SCWSECRETBACKUP_CACHE  = Join-Path $folder 'cache'
        PLAKAR_PASSPHRASE      = $null
    }
    [pscustomobject]@{
        Process   = $process
        Folder    = $folder
        Target    = @{ ProjectId = $place.TargetProjectId; Region = 'nl-ams' }
        ReadOnly  = $place.ReadOnlyKey
        AccessKey = $place.AccessKey
        Before    = Switch-Environment $settings
    }
}

function Close-Playground {
    param([Parameter(Mandatory)] [pscustomobject] $Playground)

    $null = Switch-Environment $Playground.Before
    $Playground.Process.StandardInput.Close()
    if (-not $Playground.Process.WaitForExit(10000)) {
        $Playground.Process.Kill()
    }

    Remove-Item $Playground.Folder -Recurse -Force
}

# Sets environment variables and returns what they were.
function Switch-Environment {
    param([Parameter(Mandatory)] [hashtable] $Settings)

    $before = @{}
    foreach ($name in $Settings.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $Settings[$name])
    }

    $before
}
