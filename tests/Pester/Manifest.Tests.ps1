#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Playground.ps1')
    $script:cmdlets = (Import-PowerShellDataFile (Join-Path (Import-BuiltModule).ModuleBase 'ScwSecretBackup.psd1')).CmdletsToExport
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Playground.ps1')
    $script:path = Join-Path (Import-BuiltModule).ModuleBase 'ScwSecretBackup.psd1'
}

Describe 'The manifest' {
    It 'is valid' {
        { Test-ModuleManifest -Path $path -ErrorAction Stop } | Should -Not -Throw
    }

    It 'exports <_>' -ForEach $cmdlets {
        Get-Command -Name $_ -Module ScwSecretBackup -CommandType Cmdlet | Should -Not -BeNullOrEmpty
    }

    It 'exports nothing else' {
        (Get-Command -Module ScwSecretBackup -CommandType Cmdlet).Count | Should -Be (Import-PowerShellDataFile $path).CmdletsToExport.Count
    }

    It 'exports the alias Get-ScwRestorePoint' {
        (Get-Alias Get-ScwRestorePoint).Definition | Should -Be 'Get-ScwSnapshot'
    }
}

Describe '<_>' -ForEach $cmdlets {
    It 'has an approved verb' {
        (Get-Verb).Verb | Should -Contain ($_ -split '-')[0]
    }

    It 'declares what it writes' {
        (Get-Command $_).OutputType | Should -Not -BeNullOrEmpty
    }
}
