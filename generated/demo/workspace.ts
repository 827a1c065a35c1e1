// Generated from server/workspaces/demo.yaml: do not edit, run `npm run generate`.

/** Its keys, with what each may do. */
export const keys = [
  {"api":"atender","key":"sa_test_demo_full","scopes":["conversations:write","contacts:write","tags:write","webhooks:write"]},
  {"api":"atender","key":"sa_test_demo_readonly","scopes":["conversations:read"]},
  {"api":"fernand","key":"sk_demo","scopes":[]},
] as const

/** Its custom fields. */
export const customFields = [
  {"key":"order_id","type":"text","options":[]},
  {"key":"order_total","type":"number","options":[]},
  {"key":"priority","type":"select","options":["low","normal","high"]},
  {"key":"gift","type":"checkbox","options":[]},
  {"key":"due","type":"date","options":[]},
] as const
