// Says in German why a passkey did not work; the scripts of django-allauth only write to the console.
'use strict'
document.addEventListener('allauth.error', event => {
  const note = document.getElementById('passkey-error')
  const name = event.detail.exception && event.detail.exception.name
  const words = {
    NotAllowedError: 'Der Vorgang wurde abgebrochen, oder auf diesem Gerät gibt es keinen passenden Passkey.',
    InvalidStateError: 'Dieses Gerät ist schon als Passkey eingerichtet.',
    SecurityError: 'Passkeys funktionieren nur über eine sichere Verbindung (https).',
    NotSupportedError: 'Dieses Gerät unterstützt keine Passkeys.'
  }
  event.preventDefault()
  note.textContent = words[name] || (window.PublicKeyCredential
    ? 'Das hat nicht geklappt. Versuchen Sie es in einer Minute noch einmal.'
    : 'Dieser Browser unterstützt keine Passkeys, oder die Verbindung ist nicht sicher (https).')
  note.hidden = false
})
