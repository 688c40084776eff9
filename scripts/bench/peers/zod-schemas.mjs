import { z } from "zod";

const E164 = /^\+[1-9][0-9]{1,14}$/;

/** The described request and answer as somebody would write them by hand. */
export const request = z.object({
  phoneNumber: z.string().min(1).regex(E164),
  label: z.string().min(1),
  twilioNumberSid: z.string().regex(/^PN(?:[0-9a-fA-F]{32}|X{32})$/),
  twilioAccountSid: z
    .string()
    .min(1)
    .regex(/^AC(?:[0-9a-fA-F]{32}|X{32})$/),
  twilioAuthToken: z.string().min(1),
});

export const response = z.object({
  success: z.literal(true),
  message: z.string(),
  data: z.object({
    id: z.guid(),
    number: z.string().regex(E164),
    label: z.string(),
    numberSid: z.string().min(1),
    isActive: z.boolean(),
    userId: z.guid(),
    voiceAgentId: z.guid().nullable(),
    createdAt: z.iso.datetime({ offset: true }),
    updatedAt: z.iso.datetime({ offset: true }),
  }),
});
