/** Light, dark, high contrast, or as the system has it. Kept in memory only. */
export type Theme = 'system' | 'light' | 'dark' | 'contrast';

class Appearance {
  theme = $state<Theme>('system');

  choose = (theme: Theme): void => {
    this.theme = theme;
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  };
}

export const appearance = new Appearance();
