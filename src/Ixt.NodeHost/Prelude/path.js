'use strict';

const { checkString } = require('errors');

// Joins up '.', '..' and repeated slashes.
function collapse(path, absolute) {
  const parts = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') { continue; }
    if (part !== '..') {
      parts.push(part);
    } else if (parts.length > 0 && parts[parts.length - 1] !== '..') {
      parts.pop();
    } else if (!absolute) {
      parts.push('..');
    }
  }
  return parts.join('/');
}

function trimEnd(path) {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') { end--; }
  return path.slice(0, end);
}

const path = {
  sep: '/',
  delimiter: ':',

  normalize(p) {
    checkString(p, 'path');
    if (p === '') { return '.'; }
    const absolute = p[0] === '/';
    let result = collapse(p, absolute);
    if (result === '') { return absolute ? '/' : p.endsWith('/') ? './' : '.'; }
    if (p.endsWith('/')) { result += '/'; }
    return absolute ? `/${result}` : result;
  },

  join(...parts) {
    parts.forEach((p) => checkString(p, 'path'));
    const joined = parts.filter((p) => p !== '').join('/');
    return joined === '' ? '.' : path.normalize(joined);
  },

  resolve(...parts) {
    let result = '';
    for (let i = parts.length - 1; i >= -1 && result[0] !== '/'; i--) {
      const part = i >= 0 ? parts[i] : process.cwd();
      checkString(part, `paths[${i}]`);
      if (part !== '') { result = result === '' ? part : `${part}/${result}`; }
    }
    return `/${collapse(result, true)}`;
  },

  isAbsolute(p) {
    checkString(p, 'path');
    return p[0] === '/';
  },

  dirname(p) {
    checkString(p, 'path');
    if (p === '') { return '.'; }
    const trimmed = trimEnd(p);
    const at = trimmed.lastIndexOf('/');
    if (at < 0) { return '.'; }
    if (at === 0) { return '/'; }
    return at === 1 && p[0] === '/' ? '//' : trimmed.slice(0, at);
  },

  basename(p, suffix) {
    checkString(p, 'path');
    const trimmed = trimEnd(p);
    const base = trimmed === '/' ? '' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
    return suffix !== undefined && base !== suffix && base.endsWith(suffix) ? base.slice(0, base.length - suffix.length) : base;
  },

  extname(p) {
    const base = path.basename(p);
    const at = base.lastIndexOf('.');
    return at <= 0 || base === '..' ? '' : base.slice(at);
  },

  relative(from, to) {
    const a = path.resolve(from).split('/').filter(Boolean);
    const b = path.resolve(to).split('/').filter(Boolean);
    let same = 0;
    while (same < a.length && same < b.length && a[same] === b[same]) { same++; }
    return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
  },

  parse(p) {
    checkString(p, 'path');
    const root = p[0] === '/' ? '/' : '';
    const base = path.basename(p);
    const ext = path.extname(p);
    const at = trimEnd(p).lastIndexOf('/');
    return { root, dir: at > 0 ? p.slice(0, at) : root, base, ext, name: base.slice(0, base.length - ext.length) };
  },

  format({ dir, root, base, name = '', ext = '' }) {
    const file = base || `${name}${ext && ext[0] !== '.' ? '.' : ''}${ext}`;
    const folder = dir || root;
    if (!folder) { return file; }
    return folder === root ? folder + file : `${folder}/${file}`;
  },

  toNamespacedPath: (p) => p,
};
path.posix = path;
path.win32 = null;

module.exports = path;
