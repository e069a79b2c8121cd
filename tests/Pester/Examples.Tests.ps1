#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }

# The examples of the help that need commands of PowerShell itself, run as they stand; .NET's tests run the others.

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Playground.ps1')
    $module = Import-BuiltModule
    $ours = 'ScwSecretBackup', 'Microsoft.PowerShell.Core'
    # Nobody to ask, no vault of SecretManagement, no bucket.
    $unavailable = 'Get-Credential|Get-Secret|s3://'
    $script:examples = foreach ($cmdlet in $module.ExportedCmdlets.Keys | Sort-Object) {
        $number = 0
        foreach ($code in (Get-Help $cmdlet).Examples.Example.Code) {
            $number++
            $commands = [scriptblock]::Create($code).Ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)
            $foreign = $commands | Where-Object { (Get-Command $_.GetCommandName() -ErrorAction Ignore)?.Source -notin $ours }
            if ($foreign -and $code -notmatch $unavailable) {
                @{ Cmdlet = $cmdlet; Number = $number; Code = $code }
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
    1..2 | ForEach-Object { $null = Backup-ScwSecret -Store vault -Source prod -Folder /staging/search }
    # A job finds the module as it finds an installed one, in a folder of its name or of its name and version.
    $paths = (Split-Path $folder), (Split-Path (Split-Path $folder)), $env:PSModulePath
    $script:before = Switch-Environment @{ PSModulePath = $paths -join [System.IO.Path]::PathSeparator }
    Push-Location $playground.Folder
}

AfterAll {
    Pop-Location
    $null = Switch-Environment $before
    Close-Playground $playground
}

Describe 'Example <number> of <cmdlet>' -ForEach $examples {
    It 'runs as it stands' {
        $local = $Code.Replace('/backup/vault', "'$(Join-Path $playground.Folder 'stores/vault')'").Replace('/etc/scw/vault.key', "'$key'")
        { & ([scriptblock]::Create($local)) } | Should -Not -Throw
    }
}

Describe 'The example of a job' {
    It 'of about_ScwSecretBackup runs' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        $code = (Get-Help about_ScwSecretBackup | Out-String) -split '\r?\n' | Where-Object { $_ -match 'Start-ThreadJob|Receive-Job' }
        $code | Should -HaveCount 2
        (& ([scriptblock]::Create($code -join "`n"))).Status | Should -Be 'Complete'
    }
}
