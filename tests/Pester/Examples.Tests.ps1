#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }

# The examples of the help that need commands of PowerShell itself, a vault or a bucket, run as they stand; .NET's tests run the others.

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Playground.ps1')
    $module = Import-BuiltModule
    $ours = 'ScwSecretBackup', 'Microsoft.PowerShell.Core'
    $script:examples = foreach ($cmdlet in $module.ExportedCmdlets.Keys | Sort-Object) {
        $number = 0
        foreach ($code in (Get-Help $cmdlet).Examples.Example.Code) {
            $number++
            $commands = [scriptblock]::Create($code).Ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)
            $foreign = $commands | Where-Object { (Get-Command $_.GetCommandName() -ErrorAction Ignore)?.Source -notin $ours }
            $bucket = $code -match 's3://'
            if ($foreign -or $bucket) {
                @{ Cmdlet = $cmdlet; Number = $number; Code = $code; Skip = $bucket -and -not $env:SCWSECRETBACKUP_TEST_S3 }
            }
        }
    }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Playground.ps1')
    $folder = (Import-BuiltModule).ModuleBase
    $script:playground = Open-Playground
    $script:target = $playground.Target
    $keys = @{ AccessKeyVariable = 'SCW_ACCESS_KEY'; SecretKeyVariable = 'SCW_SECRET_KEY'; ApiUrl = $env:SCW_API_URL }
    Register-ScwSource prod -ProjectId $env:SCW_DEFAULT_PROJECT_ID -Region $env:SCW_DEFAULT_REGION @keys
    Register-ScwDestination drill @target @keys
    $script:key = Join-Path $playground.Folder 'vault.key'
    Set-Content $key 'correct horse battery staple'
    New-ScwStore -Path (Join-Path $playground.Folder 'stores/vault') -KeyFile $key | Close-ScwStore
    Register-ScwStore vault -Path (Join-Path $playground.Folder 'stores/vault') -KeyFile $key
    $script:bucket = "$($env:SCWSECRETBACKUP_TEST_S3 -replace '^http', 's3+http')/pester-$(New-Guid)"
    $script:keyOfBucket = Switch-Environment @{ AWS_ACCESS_KEY_ID = 'testkey'; AWS_SECRET_ACCESS_KEY = 'testsecret' }
    if ($env:SCWSECRETBACKUP_TEST_S3) {
        New-ScwStore -Path "$bucket/vault" -KeyFile $key | Close-ScwStore
    }

    # SecretManagement and somebody at the keyboard, who answers.
    function global:Get-Secret { ConvertTo-Passphrase (Get-Content $key) }
    function global:Get-Credential { [pscredential]::new('testkey', (ConvertTo-Passphrase 'testsecret')) }
    1..2 | ForEach-Object { $null = Backup-ScwSecret -Store vault -Source prod -Folder /staging/search }
    # A job finds the module as it finds an installed one, in a folder of its name or of its name and version.
    $paths = (Split-Path $folder), (Split-Path (Split-Path $folder)), $env:PSModulePath
    $script:before = Switch-Environment @{ PSModulePath = $paths -join [System.IO.Path]::PathSeparator }
    Push-Location $playground.Folder
}

AfterAll {
    Pop-Location
    Remove-Item Function:Get-Secret, Function:Get-Credential
    $null = Switch-Environment $before
    $null = Switch-Environment $keyOfBucket
    Close-Playground $playground
}

Describe 'Example <number> of <cmdlet>' -ForEach $examples {
    It 'runs as it stands' -Skip:$Skip {
        $place = $Cmdlet -eq 'New-ScwStore' ? 'fresh' : 'vault'
        $local = $Code.Replace('/backup/vault', "'$(Join-Path $playground.Folder 'stores/vault')'").Replace('/etc/scw/vault.key', "'$key'").
            Replace('/backup/fresh', "'$(Join-Path $playground.Folder "stores/$(New-Guid)")'").Replace('s3://s3.fr-par.scw.cloud/acme-backups/secrets', "$bucket/$place")
        $passphrase = Switch-Environment @{ PLAKAR_PASSPHRASE = Get-Content $key }
        try {
            { & ([scriptblock]::Create($local)) } | Should -Not -Throw
        }
        finally {
            $null = Switch-Environment $passphrase
        }
    }
}

Describe 'The example of a job' {
    It 'of about_ScwSecretBackup runs' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        $code = (Get-Help about_ScwSecretBackup | Out-String) -split '\r?\n' | Where-Object { $_ -match 'Start-ThreadJob|Receive-Job' }
        $code | Should -HaveCount 2
        (& ([scriptblock]::Create($code -join "`n"))).Status | Should -Be 'Complete'
    }
}
