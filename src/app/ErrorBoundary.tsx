/** A fault of ours in the page: say so, keep the document, offer a way on. */

import { Component, type ReactNode } from "react";
import { Button } from "../ui/Button.tsx";
import css from "./ErrorBoundary.module.css";

interface State {
  readonly error: Error | null;
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <main className={css.box} role="alert">
        <h1>This part of memplan failed</h1>
        <p>It is a fault of the program, not of your file. Your document is kept in this browser.</p>
        <pre>{error.message}</pre>
        <p>
          <Button look="primary" onClick={() => location.reload()}>
            Reload
          </Button>
        </p>
      </main>
    );
  }
}
