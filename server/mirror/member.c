#include "mirror/member.h"

bool member_name(struct str name)
{
	if (name.n == 0 || name.n > MEMBER_NAME_MAX || name.p[0] == '.' || str_eq(name, STR("MANIFEST")))
		return false;
	for (size_t i = 0; i < name.n; i++)
		if ((unsigned char)name.p[i] < ' ' || name.p[i] == 0x7f || name.p[i] == '\\' || name.p[i] == '/')
			return false;
	return utf8_valid(name);
}

bool member_folder(struct str path)
{
	size_t depth = 0;
	if (path.n == 0 || path.n > MEMBER_PATH_MAX || path.p[0] != '/' || path.p[path.n - 1] != '/')
		return false;
	for (struct str rest = str_sub(path, 1, path.n); rest.n; depth++)
		if (!member_name(str_cut(&rest, '/')))
			return false;
	return depth <= MEMBER_DEPTH_MAX && !str_starts(path, STR("/mirror/"));
}

bool member_path(struct str path)
{
	size_t slash = str_rindex(path, '/');
	return slash < path.n && path.n <= MEMBER_PATH_MAX && member_folder(str_sub(path, 0, slash + 1)) &&
	       member_name(str_sub(path, slash + 1, path.n));
}
