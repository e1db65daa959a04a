/** Starts the window's page. */
import { mount } from 'svelte';
import App from './App.svelte';
import { setBackend } from './ipc/call';
import './styles/index.css';

declare global {
  interface Window {
    /** How often the content security policy refused something; read by the end-to-end tests. */
    goldthreadCspViolations: number;
  }
}

window.goldthreadCspViolations = 0;
document.addEventListener('securitypolicyviolation', () => (window.goldthreadCspViolations += 1));

if (import.meta.env.DEV && new URLSearchParams(location.search).has('fake')) {
  const { fakeFromAddress } = await import('./ipc/fake');
  setBackend(fakeFromAddress(location.search));
}

const target = document.getElementById('app');
if (target) mount(App, { target });
