/** Whether the intake is typed from paper: every section below the other. In memory only. */
class Paper {
  on = $state(false);

  toggle = (): void => {
    this.on = !this.on;
  };
}

export const paper = new Paper();
