#include "publish/signature.h"

static uint64_t mix(uint64_t signature, const void *bytes, size_t n)
{
	/* FNV-1a: nobody gains anything by fooling it */
	for (size_t i = 0; i < n; i++)
		signature = (signature ^ ((const unsigned char *)bytes)[i]) * UINT64_C(1099511628211);
	return signature;
}

uint64_t signature_add(uint64_t signature, struct str name, uint64_t size, struct timespec t, ino_t ino)
{
	uint64_t numbers[] = { size, (uint64_t)t.tv_sec, (uint64_t)t.tv_nsec, (uint64_t)ino };
	return mix(mix(signature, name.p, name.n + 1), numbers, sizeof numbers);
}

uint64_t signature_end(uint64_t signature)
{
	return signature & INT64_MAX;
}
