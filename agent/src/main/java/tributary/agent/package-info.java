/**
 * The agent: {@code AgentRuntime} joins the steps, {@link tributary.agent.Tailing} those on files.
 */
package tributary.agent;
