'use client';

import { Component, type ReactNode } from 'react';

interface Props {
  children: ReactNode;
  /** Drawn in place of the children after one of them has thrown; `retry` draws them again. */
  fallback: (error: unknown, retry: () => void) => ReactNode;
  /** What the children depend on: where it changes, they are drawn again. */
  resetKey: string;
}

interface State {
  /** A thrown value may be anything, `undefined` too. */
  caught: { error: unknown } | null;
  resetKey: string;
}

/** Keeps an error of its children to itself, so that the rest of the page goes on. A class, because React catches errors in no other way. */
export class Boundary extends Component<Props, State> {
  override state: State = { caught: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { caught: { error } };
  }

  static getDerivedStateFromProps({ resetKey }: Props, state: State): Partial<State> | null {
    return resetKey === state.resetKey ? null : { caught: null, resetKey };
  }

  private readonly retry = () => this.setState({ caught: null });

  override render(): ReactNode {
    const { caught } = this.state;
    return caught ? this.props.fallback(caught.error, this.retry) : this.props.children;
  }
}
