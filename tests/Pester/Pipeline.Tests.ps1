#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }

# What needs a full pwsh: Select-Object stops a pipeline early, ConvertTo-Json and Export-Clixml serialize, jobs run elsewhere.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../artifacts/ScwSecretBackup/ScwSecretBackup.psd1') -Force
    $script:passphrase = ConvertTo-SecureString 'correct horse battery staple' -AsPlainText -Force
    $script:store = New-ScwStore -Path (Join-Path $TestDrive 'store') -Passphrase $passphrase
}

AfterAll {
    $store | Close-ScwStore
}

Describe 'A store' {
    It 'opens by a path relative to the location of PowerShell' {
        Push-Location $TestDrive
        try {
            $opened = Open-ScwStore -Path ./store -Passphrase $passphrase
            $opened.Location | Should -Be (Join-Path $TestDrive 'store')
            $opened | Close-ScwStore
            $opened.IsOpen | Should -BeFalse
        }
        finally {
            Pop-Location
        }
    }

    It 'serializes without its key' {
        $file = Join-Path $TestDrive 'store.xml'
        $store | Export-Clixml -Path $file
        (Import-Clixml -Path $file).Id | Should -Be $store.Id
        $store | ConvertTo-Json | Should -Not -Match 'staple'
    }

    It 'without snapshots lists none and lets Select-Object stop early' {
        Get-ScwSnapshot -Store $store | Select-Object -First 1 | Should -BeNullOrEmpty
    }

    It 'can be opened in a thread job' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        $location = Start-ThreadJob { (Open-ScwStore -Path $using:store.Location -Passphrase $using:passphrase).Location } | Receive-Job -Wait -AutoRemoveJob
        $location | Should -Be $store.Location
    }
}

Describe 'An error' {
    It 'says what is wrong, about what, and what to do' {
        $failure = { Open-ScwStore -Path (Join-Path $TestDrive 'nowhere') } | Should -Throw -ErrorId 'StoreNotFound,*' -PassThru
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}
