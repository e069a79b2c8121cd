#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }

# A store and its handle: paths, serialization, threads, errors.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Playground.ps1')
    $script:manifest = Join-Path (Import-BuiltModule).ModuleBase 'ScwSecretBackup.psd1'
    $script:passphrase = ConvertTo-Passphrase 'correct horse battery staple'
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
        $location = $store.Location
        $job = Start-ThreadJob { Import-Module $using:manifest; Open-ScwStore -Path $using:location -Passphrase $using:passphrase }
        $opened = $job | Receive-Job -Wait -AutoRemoveJob
        $opened.Location | Should -Be $store.Location
        $opened | Close-ScwStore
    }
}

Describe 'An error' {
    It 'says what is wrong, about what, and what to do' {
        $failure = { Open-ScwStore -Path (Join-Path $TestDrive 'nowhere') } | Should -Throw -ErrorId 'StoreNotFound,*' -PassThru
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'of one item goes to -ErrorVariable and lets the rest go on' {
        $found = Get-ScwSnapshot -Store $store -Id 0123456789ab -ErrorAction SilentlyContinue -ErrorVariable failures
        $found | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'SnapshotNotFound,*'
    }
}
